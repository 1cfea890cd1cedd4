package org.gradientatlas.spark.session;

import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** Spark sessions with the settings that results depend on, however the job is submitted. */
public final class Sessions {
  /** SQL settings, which each session has for itself. */
  private static final Map<String, String> SQL =
      Map.of(
          "spark.sql.session.timeZone", "UTC",
          "spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS",
          "spark.sql.parquet.compression.codec", "zstd");

  /** A reader's setting: makes a changed byte in a Parquet file an error. */
  private static final String VERIFY_CHECKSUM = "parquet.page.verify-checksum.enabled";

  static final String SPECULATION = "spark.speculation";
  static final String SERIALIZER = "spark.serializer";
  static final String REGISTRATOR = "spark.kryo.registrator";

  private Sessions() {}

  /** Opens a session; spark-submit sets master and resources. */
  public static SparkSession open(String name) {
    return configure(SparkSession.builder().appName(name)).getOrCreate();
  }

  /** Whether this JVM has a running session, which another one may be using. */
  static boolean isOpen() {
    return Stream.of(SparkSession.getActiveSession(), SparkSession.getDefaultSession())
        .anyMatch(session -> session.isDefined() && !session.get().sparkContext().isStopped());
  }

  /** Applies the settings that results depend on, or that every run needs. */
  public static SparkSession.Builder configure(SparkSession.Builder builder) {
    SQL.forEach(builder::config);
    return builder
        .config("spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs", "false")
        .config("spark.hadoop." + VERIFY_CHECKSUM, "true")
        // Tasks read no local data, so waiting for locality gains nothing.
        .config("spark.locality.wait", "0")
        .config(SPECULATION, "false");
  }

  /** A new session on the same Spark context, with the settings that results depend on. */
  static SparkSession beside(SparkSession other) {
    SparkSession session = other.newSession();
    SQL.forEach(session.conf()::set);
    session.conf().set(VERIFY_CHECKSUM, "true");
    return session;
  }
}
