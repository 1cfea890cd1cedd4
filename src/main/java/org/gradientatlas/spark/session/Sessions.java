package org.gradientatlas.spark.session;

import org.apache.spark.sql.SparkSession;

/** The Spark session of a job, with the settings that results depend on, whoever submits it. */
public final class Sessions {
  private Sessions() {}

  /** A session; master and resources are spark-submit's affair. */
  public static SparkSession open(String name) {
    return configure(SparkSession.builder().appName(name)).getOrCreate();
  }

  /** The settings that results depend on, or that every run of this program wants. */
  public static SparkSession.Builder configure(SparkSession.Builder builder) {
    return builder
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
        .config("spark.sql.parquet.compression.codec", "zstd")
        .config("spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs", "false")
        // A changed byte is an error, never a number.
        .config("spark.hadoop.parquet.page.verify-checksum.enabled", "true")
        // No .crc file beside every Parquet file: Parquet and zstd have checksums of their own.
        .config("spark.hadoop.fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem")
        // Tasks read nothing local: waiting for a better place is waiting for nothing.
        .config("spark.locality.wait", "0")
        .config("spark.speculation", "false");
  }
}
