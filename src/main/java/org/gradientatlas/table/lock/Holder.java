package org.gradientatlas.table.lock;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The process that holds an output.
 *
 * @param token unique to this acquisition
 * @param host host name, for messages
 * @param machine equal for two processes exactly if they can see each other: host, boot and process
 *     id namespace (containers have their own)
 * @param pid process id
 * @param start when the process started, in system units, because process ids are reused
 * @param since when it acquired the output, ISO-8601 in UTC
 * @param application id of the Spark application; null if there is none
 * @param attempt which attempt of the cluster manager to run the application this is; null if it
 *     makes only one
 */
public record Holder(
    String token,
    String host,
    String machine,
    long pid,
    String start,
    String since,
    @Nullable String application,
    @Nullable Integer attempt) {
  private static final Path PROCESSES = Path.of("/proc");

  /**
   * Index of the start time (clock ticks since boot) among the fields after the program name in
   * /proc/PID/stat.
   */
  private static final int START_TIME = 19;

  /** This process, without Spark. */
  static Holder self() throws IOException {
    return self(null, null);
  }

  /** This process, as an attempt to run a Spark application. */
  public static Holder self(@Nullable String application, @Nullable Integer attempt)
      throws IOException {
    long pid = ProcessHandle.current().pid();
    return new Holder(
        UUID.randomUUID().toString(),
        InetAddress.getLocalHost().getHostName(),
        thisMachine(),
        pid,
        startOf(pid),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        application,
        attempt);
  }

  /** A short token of the run that holds the output, for names of files. */
  public String run() {
    return token.substring(0, 8);
  }

  /**
   * Whether this is a later attempt of the same application: the cluster manager ended the other.
   */
  boolean succeeds(Holder other) {
    return application != null
        && application.equals(other.application)
        && attempt != null
        && other.attempt != null
        && attempt > other.attempt;
  }

  private static String thisMachine() throws IOException {
    String host = InetAddress.getLocalHost().getHostName();
    Path boot = PROCESSES.resolve("sys/kernel/random/boot_id");
    Path namespace = PROCESSES.resolve("self/ns/pid");
    return Files.isReadable(boot) && Files.isSymbolicLink(namespace)
        ? "%s %s %s"
            .formatted(host, Files.readString(boot).strip(), Files.readSymbolicLink(namespace))
        : host;
  }

  /**
   * Read from the kernel where possible, because ProcessHandle depends on the adjustable system
   * clock.
   */
  private static String startOf(long pid) {
    try {
      String stat = Files.readString(PROCESSES.resolve(pid + "/stat"));
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[START_TIME];
    } catch (IOException e) {
      return ProcessHandle.of(pid)
          .flatMap(process -> process.info().startInstant())
          .map(Instant::toString)
          .orElse("none");
    }
  }

  /** Whether this process could see the holder if it were alive. */
  boolean isVisible() throws IOException {
    return machine.equals(thisMachine());
  }

  /** Whether a visible process is alive. */
  boolean isAlive() {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)
        && startOf(pid).equals(start);
  }

  @Override
  public String toString() {
    return "process %d on %s, since %s".formatted(pid, host, since);
  }
}
