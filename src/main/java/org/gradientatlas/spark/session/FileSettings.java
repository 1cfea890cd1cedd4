package org.gradientatlas.spark.session;

import org.apache.hadoop.conf.Configuration;
import org.gradientatlas.table.output.HadoopSettings;
import org.jspecify.annotations.Nullable;

/**
 * The settings of file systems for a job that needs nothing else of Spark. Where spark-submit
 * started the JVM a session is opened nevertheless: a driver on a cluster that has none fails.
 *
 * @param session null where there is none
 */
public record FileSettings(Configuration hadoop, @Nullable OwnSession session)
    implements AutoCloseable {

  /** Opens a session, if one is expected. */
  public static FileSettings open(String name) {
    if (System.getProperty("spark.master") == null) {
      return new FileSettings(HadoopSettings.settings(), null);
    }
    OwnSession session = OwnSession.open(name);
    return new FileSettings(session.spark().sparkContext().hadoopConfiguration(), session);
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
    }
  }
}
