package org.gradientatlas.spark.session;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.SparkException;

/**
 * What breaks a job off from outside: a full disk, executors that die again and again, a master
 * that is gone. Nothing is wrong with the study, and what is committed is kept.
 */
public final class OutageMessage {
  private static final String STOPPED =
      "Spark has stopped: its master cannot be reached, or has removed this application";

  private OutageMessage() {}

  /** What happened, in a line; empty if it is nothing that a user can mend. */
  public static Optional<String> of(Throwable failure) {
    return Stream.iterate(failure, e -> e != null, Throwable::getCause)
        .flatMap(e -> line(e).stream())
        .findFirst();
  }

  private static Optional<String> line(Throwable e) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof IOException) {
      return Optional.of(message);
    }
    if (e instanceof InterruptedException || message.contains("stopped SparkContext")) {
      return Optional.of(STOPPED);
    }
    // With a cause it is about that; without one, Spark itself has given up.
    return e instanceof SparkException && e.getCause() == null
        ? message.lines().findFirst()
        : Optional.empty();
  }
}
