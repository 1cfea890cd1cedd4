package org.gradientatlas.table.output;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;

/** Hadoop settings as spark-submit passes them, for jobs that start no Spark. */
public final class HadoopSettings {
  private static final String PREFIX = "spark.hadoop.";

  private HadoopSettings() {}

  /** Hadoop's configuration files, overridden by {@code spark.hadoop.*}. */
  public static Configuration settings() {
    var hadoop = new Configuration();
    for (var setting : new SparkConf().getAllWithPrefix(PREFIX)) {
      hadoop.set(setting._1(), setting._2());
    }
    return hadoop;
  }
}
