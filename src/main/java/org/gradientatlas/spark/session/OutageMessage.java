package org.gradientatlas.spark.session;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Explains failures of the infrastructure: a full disk, too little memory, executors that keep
 * dying, a lost master. The study is not at fault, and committed waves are kept.
 *
 * <p>Commands that start no Spark lead here too, without Spark's classes: it knows them by name.
 */
public final class OutageMessage {
  private static final String STOPPED =
      "Spark has stopped: its master cannot be reached, or has removed this application";

  private static final String SPARK = "org.apache.spark.SparkException";

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
    if (e instanceof IOException) {
      return Optional.of(IoMessage.of(e));
    }
    String message = String.valueOf(e.getMessage());
    if (e instanceof InterruptedException || message.contains("stopped SparkContext")) {
      return Optional.of(STOPPED);
    }
    // Without a cause, Spark itself has given up.
    return isOfSpark(e) && e.getCause() == null
        ? message.lines().findFirst().map(IoMessage::ofTask)
        : Optional.empty();
  }

  private static boolean isOfSpark(Throwable e) {
    return Stream.<Class<?>>iterate(e.getClass(), type -> type != null, Class::getSuperclass)
        .anyMatch(type -> type.getName().equals(SPARK));
  }
}
