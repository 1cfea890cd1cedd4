package org.gradientatlas;

import org.apache.spark.sql.SparkSession;
import org.gradientatlas.spark.session.Sessions;

/**
 * One Spark session, of two task slots and four attempts a task, for all tests of a JVM; it ends
 * with the JVM.
 */
public final class SparkForTests {
  private static final SparkSession SESSION =
      Sessions.configure(SparkSession.builder())
          .master("local[2,4]")
          .appName("gradient-atlas-tests")
          .config("spark.ui.enabled", false)
          .config("spark.sql.shuffle.partitions", 2)
          .config("spark.sql.warehouse.dir", "target/spark-warehouse")
          .getOrCreate();

  private SparkForTests() {}

  /** The session, started by the first test that asks. */
  public static SparkSession session() {
    return SESSION;
  }
}
