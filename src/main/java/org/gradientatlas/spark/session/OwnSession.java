package org.gradientatlas.spark.session;

import org.apache.spark.sql.SparkSession;

/**
 * A Spark session that a command opens and closes itself; one that was there before stays open.
 *
 * @param mine whether it was opened here
 */
public record OwnSession(SparkSession spark, boolean mine) implements AutoCloseable {

  /** Opens a session; spark-submit sets master and resources. */
  public static OwnSession open(String name) {
    boolean mine = !Sessions.isOpen();
    SparkSession spark = Sessions.open(name);
    if (mine) {
      EndingGuard.of(spark.sparkContext());
    }
    return new OwnSession(spark, mine);
  }

  @Override
  public void close() {
    if (mine) {
      spark.close();
    }
  }
}
