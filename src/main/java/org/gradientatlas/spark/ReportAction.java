package org.gradientatlas.spark;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.spark.page.ReportJob;
import org.gradientatlas.spark.page.ReportResult;
import org.gradientatlas.spark.session.LentSession;
import org.gradientatlas.spark.session.UnfitSessionException;

/** Writes what a study found as one HTML page. */
public final class ReportAction {
  private final SparkSession spark;
  private final String directory;

  ReportAction(SparkSession spark, String directory) {
    this.spark = spark;
    this.directory = directory;
  }

  /**
   * Writes the page.
   *
   * @throws IOException if the directory fails while it is read or written
   * @throws IllegalStateException if Spark has stopped
   * @throws UnfitSessionException naming a setting that the session must be built with
   */
  public ReportResult run() throws IOException {
    try (var lent = LentSession.of(spark)) {
      return new ReportJob(lent.spark(), directory).run();
    }
  }
}
