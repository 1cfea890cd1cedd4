package org.gradientatlas.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** SIGKILL of this and that: what the run itself survives, and what the same command mends. */
final class Blows {
  private Blows() {}

  /** One of two executors; its worker starts another. */
  static void executor(Scene scene) throws Exception {
    Job job = scene.startAndWait(scene.moment().later());
    List<ProcessHandle> executors = scene.place().cluster().executors();
    scene.recoveryStarts();
    executors.get(scene.random().nextInt(executors.size())).destroyForcibly();
    scene.end(job, 0);
  }

  /** Both, and both again once they train: the tasks of a wave fail twice and then succeed. */
  static void executorsTwice(Scene scene) throws Exception {
    LocalCluster cluster = scene.place().cluster();
    Job job = scene.startAndWait(scene.moment().later());
    for (int attempt = 1; attempt <= 2; attempt++) {
      Set<Path> old = Set.copyOf(cluster.executorLogs());
      cluster.executors().forEach(ProcessHandle::destroyForcibly);
      awaitAttempt(cluster, old, attempt);
    }
    scene.recoveryStarts();
    scene.end(job, 0);
  }

  /** Until a new executor runs the given attempt of a task, counted from 0. */
  private static void awaitAttempt(LocalCluster cluster, Set<Path> old, int attempt)
      throws Exception {
    String mark = "Running task [0-9]+\\.%d in stage .*".formatted(attempt);
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (System.nanoTime() < deadline) {
      for (Path log : cluster.executorLogs()) {
        if (!old.contains(log) && contains(log, ".*" + mark)) {
          return;
        }
      }
      Thread.sleep(20);
    }
    throw new IllegalStateException("no task was tried again");
  }

  private static boolean contains(Path log, String line) throws Exception {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.anyMatch(text -> text.matches(line));
    }
  }

  /** One of two workers; its executor ends with it. */
  static void worker(Scene scene) throws Exception {
    Job job = scene.startAndWait(scene.moment().later());
    scene.recoveryStarts();
    scene.place().cluster().workers().get(scene.random().nextInt(2)).destroyForcibly();
    scene.end(job, 0);
  }

  static void driver(Scene scene) throws Exception {
    Job job = scene.startAndWait(scene.moment());
    job.kill();
    scene.recoveryStarts();
    scene.end(scene.start(), 0);
  }

  /** Driver, master, workers and executors at once, as in a power cut. */
  static void everything(Scene scene) throws Exception {
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
