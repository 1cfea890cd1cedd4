package org.gradientatlas.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A command of this repository, started as a user would start it. */
final class Job {
  /** Enough for what may have to fetch or build something. */
  static final Duration LONG = Duration.ofMinutes(10);

  private final Process process;
  private final CompletableFuture<String> said;

  private Job(Process process) {
    this.process = process;
    this.said = CompletableFuture.supplyAsync(() -> read(process));
  }

  /** How a command ended, and all it said. */
  record Ended(int exit, String said) {}

  /** Starts a command; words as given, from the root of the repository. */
  static Job start(List<String> command) throws IOException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    // A kernel that this JVM was started with is not the study's affair.
    builder.environment().remove("OPENBLAS_CORETYPE");
    return new Job(builder.start());
  }

  /** Runs a command that should not take long. */
  static Ended run(String... command) throws Exception {
    return start(List.of(command)).end(LONG);
  }

  private static String read(Process process) {
    try (var in = process.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /** SIGKILL: the scripts become the JVM, so that their process is the driver's. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /**
   * Waits for the end.
   *
   * @throws IllegalStateException if it does not come in time; the process is killed
   */
  Ended end(Duration limit) throws Exception {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      kill();
      throw new IllegalStateException("no end after " + limit + "; it said:\n" + said.get());
    }
    return new Ended(process.waitFor(), said.get());
  }
}
