package org.gradientatlas.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** SIGKILL of this and that: what the run itself survives, and what the same command mends. */
final class FaultActions {
  private FaultActions() {}

  /** One of two executors; its worker starts another. */
  static void executor(FaultRun scene) throws Exception {
    Job job = scene.startAndWait(scene.moment().later());
    List<ProcessHandle> executors = scene.place().cluster().executors();
    scene.recoveryStarts();
    executors.get(scene.random().nextInt(executors.size())).destroyForcibly();
    scene.end(job, 0);
  }

  /** Both while they train, until a task runs for the third time: what fails twice succeeds. */
  static void executorsTwice(FaultRun scene) throws Exception {
    LocalCluster cluster = scene.place().cluster();
    Set<Path> before = Set.copyOf(cluster.executorLogs());
    Job job = scene.startAndWait(scene.moment().early());
    Set<Path> dead = before;
    while (awaitTask(job, cluster, dead) < 2) {
      dead = Set.copyOf(cluster.executorLogs());
      cluster.executors().forEach(ProcessHandle::destroyForcibly);
    }
    scene.recoveryStarts();
    scene.end(job, 0);
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
  static void worker(FaultRun scene) throws Exception {
    Job job = scene.startAndWait(scene.moment().later());
    scene.recoveryStarts();
    scene.place().cluster().workers().get(scene.random().nextInt(2)).destroyForcibly();
    scene.end(job, 0);
  }

  static void driver(FaultRun scene) throws Exception {
    Job job = scene.startAndWait(scene.moment());
    job.kill();
    scene.recoveryStarts();
    scene.end(scene.start(), 0);
  }

  /** Driver, master, workers and executors at once, as in a power cut. */
  static void everything(FaultRun scene) throws Exception {
    LocalCluster cluster = scene.place().cluster();
    Job job = scene.startAndWait(scene.moment());
    var processes = new ArrayList<>(cluster.executors());
    processes.addAll(cluster.workers());
    processes.add(cluster.master());
    processes.forEach(ProcessHandle::destroyForcibly);
    job.kill();
    scene.recoveryStarts();
    cluster.heal();
    scene.end(scene.start(), 0);
  }
}
