package org.gradientatlas.spark.session;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The Spark session of a job, with the settings that results depend on, whoever submits it. */
public final class Sessions {
  /** What each session of a Spark may set for itself. */
  private static final Map<String, String> SQL =
      Map.of(
          "spark.sql.session.timeZone", "UTC",
          "spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS",
          "spark.sql.parquet.compression.codec", "zstd");

  /** What a session may set for the files that it reads. A changed byte is an error. */
  private static final String VERIFY_CHECKSUM = "parquet.page.verify-checksum.enabled";

  static final String SPECULATION = "spark.speculation";
  static final String SERIALIZER = "spark.serializer";
  static final String REGISTRATOR = "spark.kryo.registrator";

  private Sessions() {}

  /** A session; master and resources are spark-submit's affair. */
  public static SparkSession open(String name) {
    return configure(SparkSession.builder().appName(name)).getOrCreate();
  }

  /** The settings that results depend on, or that every run of this program wants. */
  public static SparkSession.Builder configure(SparkSession.Builder builder) {
    SQL.forEach(builder::config);
    return builder
        .config("spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs", "false")
        .config("spark.hadoop." + VERIFY_CHECKSUM, "true")
        // No .crc file beside every Parquet file: Parquet and zstd have checksums of their own.
        .config("spark.hadoop.fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem")
        // Tasks read nothing local: waiting for a better place is waiting for nothing.
        .config("spark.locality.wait", "0")
        .config(SPECULATION, "false");
  }

  /** A session on the same Spark as another, with the settings that results depend on. */
  static SparkSession beside(SparkSession other) {
    SparkSession session = other.newSession();
    SQL.forEach(session.conf()::set);
    session.conf().set(VERIFY_CHECKSUM, "true");
    return session;
  }
}
