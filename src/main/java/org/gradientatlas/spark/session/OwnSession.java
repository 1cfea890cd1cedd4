package org.gradientatlas.spark.session;

import org.apache.spark.sql.SparkSession;

/** A Spark session that one command opens for itself, and closes. */
public record OwnSession(SparkSession spark) implements AutoCloseable {

  /** Opens one; master and resources are spark-submit's affair. */
  public static OwnSession open(String name) {
    return new OwnSession(Sessions.open(name));
  }

  @Override
  public void close() {
    spark.close();
  }
}
