package org.gradientatlas.spark.sweep;

import java.io.IOException;
import org.apache.spark.SparkContext;
import org.gradientatlas.table.lock.Holder;
import org.jspecify.annotations.Nullable;

/** This process as the holder of an output, by what its Spark application is called. */
final class SparkHolder {
  private SparkHolder() {}

  static Holder of(SparkContext spark) throws IOException {
    return Holder.self(spark.applicationId(), attempt(spark));
  }

  /** Only a cluster manager that starts a driver again counts its attempts. */
  private static @Nullable Integer attempt(SparkContext spark) {
    var attempt = spark.applicationAttemptId();
    return attempt.isDefined() && attempt.get().matches("[0-9]{1,9}")
        ? Integer.valueOf(attempt.get())
        : null;
  }
}
