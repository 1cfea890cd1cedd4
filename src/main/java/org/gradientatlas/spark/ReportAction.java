package org.gradientatlas.spark;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.spark.page.ReportJob;
import org.gradientatlas.spark.page.ReportResult;
import org.gradientatlas.spark.session.UnfitSessionException;

/** Writes the results of a study as a single HTML page. */
public final class ReportAction {
  private final SparkSession spark;
  private final String directory;

  ReportAction(SparkSession spark, String directory) {
    this.spark = spark;
    this.directory = directory;
  }

  /**
   * Writes the page to {@code report.html} in the study's directory.
   *
   * @return where the page is, or why nothing was written
   * @throws IOException if the directory cannot be read or written
   * @throws IllegalArgumentException if the directory is no path, or has no such file system
   * @throws IllegalStateException if Spark has stopped
   * @throws UnfitSessionException if the session must be built with another setting, which it names
   */
  public ReportResult run() throws IOException {
    return Run.of(spark, lent -> new ReportJob(lent.hadoop(), directory).run());
  }
}
