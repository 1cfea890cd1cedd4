package org.gradientatlas.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** SIGKILL of processes: what the run itself survives, and what the same command resumes. */
final class KilledProcesses {
  private KilledProcesses() {}

  /** One of two executors; its worker, or YARN, starts another. */
  static void executor(FaultRun run) throws Exception {
    Job job = run.startAndWait(run.moment().later());
    List<ProcessHandle> executors = run.place().executors().executors();
    run.recoveryStarts();
    executors.get(run.random().nextInt(executors.size())).destroyForcibly();
    run.end(job, 0);
  }

  /** Both while they train, until a task runs for the third time: what fails twice succeeds. */
  static void executorsTwice(FaultRun run) throws Exception {
    LocalCluster cluster = run.place().cluster();
    Set<Path> before = Set.copyOf(cluster.executorLogs());
    Job job = run.startAndWait(run.moment().early());
    Set<Path> dead = before;
    while (awaitTask(job, cluster, dead) < 2) {
      dead = Set.copyOf(cluster.executorLogs());
      cluster.executors().forEach(ProcessHandle::destroyForcibly);
    }
    run.recoveryStarts();
    run.end(job, 0);
  }

  /**
   * Until an executor that lives runs a task.
   *
   * @return how often it was tried before
   */
  private static int awaitTask(Job job, LocalCluster cluster, Set<Path> dead) throws Exception {
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (job.isRunning() && System.nanoTime() < deadline) {
      for (Path log : cluster.executorLogs()) {
        OptionalInt attempt = dead.contains(log) ? OptionalInt.empty() : ExecutorLog.running(log);
        if (attempt.isPresent()) {
          return attempt.getAsInt();
        }
      }
      Thread.sleep(5);
    }
    throw new IllegalStateException("no task failed twice before the run ended");
  }

  /** One of two workers; its executor ends with it. */
  static void worker(FaultRun run) throws Exception {
    Job job = run.startAndWait(run.moment().later());
    run.recoveryStarts();
    run.place().cluster().workers().get(run.random().nextInt(2)).destroyForcibly();
    run.end(job, 0);
  }

  static void driver(FaultRun run) throws Exception {
    Job job = run.startAndWait(run.moment());
    job.kill();
    run.recoveryStarts();
    run.end(run.start(), 0);
  }

  /** Driver, master, workers and executors at once, as in a power cut. */
  static void everything(FaultRun run) throws Exception {
    LocalCluster cluster = run.place().cluster();
    Job job = run.startAndWait(run.moment());
    var processes = new ArrayList<>(cluster.executors());
    processes.addAll(cluster.workers());
    processes.add(cluster.master());
    processes.forEach(ProcessHandle::destroyForcibly);
    job.kill();
    run.recoveryStarts();
    cluster.restartIfDead();
    run.end(run.start(), 0);
  }
}
