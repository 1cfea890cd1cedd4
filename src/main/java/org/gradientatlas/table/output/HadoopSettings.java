package org.gradientatlas.table.output;

import org.apache.hadoop.conf.Configuration;

/** Hadoop settings as spark-submit passes them, for jobs that start no Spark. */
public final class HadoopSettings {
  private static final String PREFIX = "spark.hadoop.";

  private HadoopSettings() {}

  /** Hadoop's configuration files, overridden by {@code spark.hadoop.*}. */
  public static Configuration settings() {
    var hadoop = new Configuration();
    // Where SparkConf has them from; its Scala would cost a command most of a second.
    for (String key : System.getProperties().stringPropertyNames()) {
      if (key.startsWith(PREFIX)) {
        hadoop.set(key.substring(PREFIX.length()), System.getProperty(key));
      }
    }
    return hadoop;
  }
}
