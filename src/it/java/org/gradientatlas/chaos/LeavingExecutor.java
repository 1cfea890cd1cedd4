package org.gradientatlas.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** An executor that is told to go, as on a spot node: it takes nothing along. */
final class LeavingExecutor {
  /** Spark's first stage asks the executors for their kernels. */
  private static final String TRAINING = "1.0";

  /** Further cells, so that training goes on long enough for it to leave. */
  private static final String MORE =
      """
      {
        depth = [2, 3], width = 32, activation = [relu, tanh], batch-size = 32
        initializer = [he-normal, orthogonal], learning-rate = [0.01, 0.02, 0.1, 0.2]
      }
      """;

  private LeavingExecutor() {}

  /** Signals it in the middle of a wave, and waits until it has gone. */
  static void withNotice(FaultRun run) throws Exception {
    run.useStudy(
        Baseline.text(MORE, "none").replaceFirst("every = \\w+", "every = 1h"), "depth >= 4");
    LocalCluster cluster = run.place().cluster();
    Set<Path> before = Set.copyOf(cluster.executorLogs());
    Job job = run.start("--conf", "spark.storage.decommission.replicationReattemptInterval=1s");
    ProcessHandle executor = awaitTraining(cluster, job, before);
    new ProcessBuilder("kill", "-PWR", Long.toString(executor.pid())).start().waitFor();
    executor.onExit().get(1, TimeUnit.MINUTES);
    run.expect(job.isRunning(), "the run ended before the executor had left");
    run.end(job, 0);
    for (Path log : logsSince(before, cluster)) {
      run.expect(!ExecutorLog.repeats(log), "trials were trained again: " + log);
    }
  }

  /** An executor that has trained some trials. */
  private static ProcessHandle awaitTraining(LocalCluster cluster, Job job, Set<Path> before)
      throws Exception {
    while (job.isRunning()) {
      for (Path log : logsSince(before, cluster)) {
        if (ExecutorLog.finished(log, TRAINING) > 0) {
          return cluster.executor(log).orElseThrow();
        }
      }
      Thread.sleep(20);
    }
    throw new IllegalStateException("the run ended before an executor had trained");
  }

  private static List<Path> logsSince(Set<Path> before, LocalCluster cluster) throws IOException {
    return cluster.executorLogs().stream().filter(log -> !before.contains(log)).toList();
  }
}
