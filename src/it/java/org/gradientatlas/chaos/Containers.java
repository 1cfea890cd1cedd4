package org.gradientatlas.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The processes that YARN runs for jobs: they name a directory of the NodeManager's. */
record Containers(Daemons yarn) implements Executors {
  @Override
  public List<ProcessHandle> executors() throws IOException {
    return running("org.apache.spark.executor.YarnCoarseGrainedExecutorBackend");
  }

  /** The driver's own in cluster mode; in client mode one that asks for executors. */
  List<ProcessHandle> applicationMasters() throws IOException {
    return running("org.apache.spark.deploy.yarn.");
  }

  /** Those that a NodeManager has left when it was killed, or a run when it was given up. */
  void end() throws IOException {
    running("").forEach(ProcessHandle::destroyForcibly);
  }

  private List<ProcessHandle> running(String mainClass) throws IOException {
    String directory = yarn.directory().resolve("data/containers") + "/";
    return ProcessHandle.allProcesses()
        .filter(process -> isJava(process, directory, mainClass))
        .toList();
  }

  /** Shells that started the JVM have the same words; those of ProcessHandle are cut off. */
  private static boolean isJava(ProcessHandle process, String directory, String mainClass) {
    try {
      String line = Files.readString(Path.of("/proc/%d/cmdline".formatted(process.pid())));
      return line.split("\0", 2)[0].endsWith("/java")
          && line.contains(directory)
          && line.contains(mainClass);
    } catch (IOException e) {
      return false; // it has ended
    }
  }
}
