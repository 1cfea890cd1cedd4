package org.gradientatlas.spark.session;

import org.apache.spark.sql.SparkSession;

/** A Spark session that a command opens and closes itself. */
public record OwnSession(SparkSession spark) implements AutoCloseable {

  /** Opens a session; spark-submit sets master and resources. */
  public static OwnSession open(String name) {
    return new OwnSession(Sessions.open(name));
  }

  @Override
  public void close() {
    spark.close();
  }
}
