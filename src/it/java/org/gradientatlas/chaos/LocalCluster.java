package org.gradientatlas.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A master and two workers of one core, by {@code scripts/cluster}. */
record LocalCluster(Daemons daemons) implements Executors, AutoCloseable {
  static LocalCluster start(String name) throws Exception {
    return new LocalCluster(Daemons.start(name, "--workers", "2", "--cores", "1"));
  }

  void restartIfDead() throws Exception {
    daemons.restartIfDead();
  }

  String url() {
    return daemons.address();
  }

  ProcessHandle master() throws IOException {
    return daemons.process("master");
  }

  List<ProcessHandle> workers() throws IOException {
    return List.of(daemons.process("worker-1"), daemons.process("worker-2"));
  }

  /** Executors are what workers start. */
  @Override
  public List<ProcessHandle> executors() throws IOException {
    return workers().stream().flatMap(ProcessHandle::children).toList();
  }

  /** Logs of the executors so far. */
  List<Path> executorLogs() throws IOException {
    Path work = daemons.directory().resolve("work");
    try (Stream<Path> files = Files.find(work, 3, (file, a) -> file.endsWith("stderr"))) {
      return files.toList();
    }
  }

  /** The executor that writes a log: it runs in the directory of its log. */
  Optional<ProcessHandle> executor(Path log) throws IOException {
    Path home = log.toRealPath().getParent();
    for (ProcessHandle executor : executors()) {
      Path cwd = Path.of("/proc", Long.toString(executor.pid()), "cwd");
      if (Files.isSameFile(cwd, home)) {
        return Optional.of(executor);
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    daemons.close();
  }
}
