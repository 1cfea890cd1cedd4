package org.gradientatlas.spark.session;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.SparkException;

/**
 * Explains failures of the infrastructure: a full disk, too little memory, executors that keep
 * dying, a lost master. The study is not at fault, and committed waves are kept.
 */
public final class OutageMessage {
  private static final String STOPPED =
      "Spark has stopped: its master cannot be reached, or has removed this application";

  private OutageMessage() {}

  /** What happened, in one line; empty if it is nothing that a user can fix. */
  public static Optional<String> of(Throwable failure) {
    return Stream.iterate(failure, e -> e != null, Throwable::getCause)
        .flatMap(e -> line(e).stream())
        .findFirst();
  }

  private static Optional<String> line(Throwable e) {
    Optional<String> memory = MemoryMessage.of(e);
    if (memory.isPresent()) {
      return memory;
    }
    String message = String.valueOf(e.getMessage());
    if (e instanceof IOException) {
      return Optional.of(message);
    }
    if (e instanceof InterruptedException || message.contains("stopped SparkContext")) {
      return Optional.of(STOPPED);
    }
    // Without a cause, Spark itself has given up.
    return e instanceof SparkException && e.getCause() == null
        ? message.lines().findFirst()
        : Optional.empty();
  }
}
