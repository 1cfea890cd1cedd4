package org.gradientatlas.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A cluster that {@code scripts/cluster} starts, under a name. */
final class Daemons implements AutoCloseable {
  private final String name;
  private final List<String> options;
  private String address = "";

  private Daemons(String name, List<String> options) {
    this.name = name;
    this.options = options;
  }

  /** Starts it anew. */
  static Daemons start(String name, String... options) throws Exception {
    var daemons = new Daemons(name, List.of(options));
    daemons.stop();
    // Its processes are apart from this one: Ctrl-C here does not reach them.
    Runtime.getRuntime().addShutdownHook(new Thread(daemons::stop));
    daemons.restart();
    return daemons;
  }

  /** Starts what is dead of it. */
  void restart() throws Exception {
    var command = new ArrayList<>(List.of("scripts/cluster", "start", "--name", name));
    command.addAll(options);
    Job.Ended start = Job.start(command).end(Job.LONG);
    if (start.exit() != 0) {
      throw new IllegalStateException(start.said());
    }
    address = start.said().lines().filter(line -> line.contains("://")).findFirst().orElse("");
  }

  void restartIfDead() throws Exception {
    if (Job.run("scripts/cluster", "status", "--name", name).exit() != 0) {
      restart();
    }
  }

  /** The URL of its master, or the address of its file system. */
  String address() {
    return address;
  }

  /** Where its logs and settings are. */
  Path directory() {
    return Path.of("target", "cluster", name).toAbsolutePath();
  }

  /** One of its processes. */
  ProcessHandle process(String role) throws IOException {
    String pid = Files.readString(directory().resolve(role + ".pid")).strip();
    return ProcessHandle.of(Long.parseLong(pid))
        .orElseThrow(() -> new IllegalStateException("the " + role + " is dead"));
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
