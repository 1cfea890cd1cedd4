package org.gradientatlas.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A master and two workers of one core, by {@code scripts/cluster}. */
final class LocalCluster implements AutoCloseable {
  private final String name;
  private String url = "";

  private LocalCluster(String name) {
    this.name = name;
  }

  static LocalCluster start(String name) throws Exception {
    var cluster = new LocalCluster(name);
    cluster.stop();
    // Its processes are apart from this one: Ctrl-C here does not reach them.
    Runtime.getRuntime().addShutdownHook(new Thread(cluster::stop));
    cluster.restart();
    return cluster;
  }

  private void restart() throws Exception {
    Job.Ended start =
        Job.run("scripts/cluster", "start", "--workers", "2", "--cores", "1", "--name", name);
    if (start.exit() != 0) {
      throw new IllegalStateException(start.said());
    }
    url = start.said().lines().filter(line -> line.startsWith("spark://")).findFirst().orElse("");
  }

  /** Starts it again if one of its processes has died. */
  void restartIfDead() throws Exception {
    if (Job.run("scripts/cluster", "status", "--name", name).exit() != 0) {
      restart();
    }
  }

  String url() {
    return url;
  }

  ProcessHandle master() throws IOException {
    return process("master");
  }

  List<ProcessHandle> workers() throws IOException {
    return List.of(process("worker-1"), process("worker-2"));
  }

  /** Executors are what workers start. */
  List<ProcessHandle> executors() throws IOException {
    return workers().stream().flatMap(ProcessHandle::children).toList();
  }

  private ProcessHandle process(String role) throws IOException {
    String pid = Files.readString(directory().resolve(role + ".pid")).strip();
    return ProcessHandle.of(Long.parseLong(pid))
        .orElseThrow(() -> new IllegalStateException("the " + role + " is dead"));
  }

  /** Logs of the executors so far. */
  List<Path> executorLogs() throws IOException {
    try (Stream<Path> files = Files.find(directory().resolve("work"), 3, (f, a) -> is(f))) {
      return files.toList();
    }
  }

  private static boolean is(Path file) {
    return file.endsWith("stderr");
  }

  private Path directory() {
    return Path.of("target", "cluster", name);
  }

  private void stop() {
    try {
      Job.run("scripts/cluster", "stop", "--name", name);
    } catch (Exception e) {
      throw new IllegalStateException("cannot stop the cluster " + name, e);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
