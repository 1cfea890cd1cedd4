package org.gradientatlas.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.spark.session.Interruption;
import org.gradientatlas.spark.session.LentSession;

/** One run of an action in a lent session; its failures have the form that the guide promises. */
final class Run {
  private Run() {}

  /** What an action does. */
  @FunctionalInterface
  interface Work<T> {
    T in(LentSession lent) throws IOException;
  }

  /**
   * Runs it.
   *
   * @throws IOException also for an {@link UncheckedIOException}
   */
  static <T> T of(SparkSession spark, Work<T> work) throws IOException {
    try (var lent = LentSession.of(spark)) {
      return work.in(lent);
    } catch (Exception e) { // Spark throws InterruptedException without declaring it.
      if (Interruption.isByOwner(e, spark.sparkContext())) {
        Thread.currentThread().interrupt();
      }
      if (e instanceof UncheckedIOException unchecked) {
        throw unchecked.getCause();
      }
      throw e;
    }
  }
}
