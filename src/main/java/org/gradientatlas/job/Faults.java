package org.gradientatlas.job;

import org.apache.spark.SparkException;

/** What a fault was, in a line or two. */
final class Faults {
  private static final int LINES = 2;

  private Faults() {}

  /** The innermost cause, with its class unless it is Spark's own. */
  static String text(Throwable fault) {
    Throwable cause = fault;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message = String.valueOf(cause.getMessage());
    String first =
        message.lines().limit(LINES).map(String::strip).reduce((a, b) -> a + " " + b).orElse("");
    return cause instanceof SparkException
        ? first
        : cause.getClass().getSimpleName() + ": " + first;
  }
}
