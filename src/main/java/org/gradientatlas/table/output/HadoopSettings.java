package org.gradientatlas.table.output;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.SparkConf;

/** Hadoop's settings as spark-submit gives them, for jobs that start no Spark. */
public final class HadoopSettings {
  private static final String PREFIX = "spark.hadoop.";

  private HadoopSettings() {}

  /** Hadoop's own files, and over them {@code spark.hadoop.*}. */
  public static Configuration settings() {
    var hadoop = new Configuration();
    // Hadoop keeps the first file system of a process: it must be the one that Sessions wants.
    hadoop.set("fs.file.impl", RawLocalFileSystem.class.getName());
    for (var setting : new SparkConf().getAllWithPrefix(PREFIX)) {
      hadoop.set(setting._1(), setting._2());
    }
    return hadoop;
  }
}
