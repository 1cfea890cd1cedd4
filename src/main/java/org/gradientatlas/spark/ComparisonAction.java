package org.gradientatlas.spark;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.spark.comparison.ComparisonJob;
import org.gradientatlas.spark.page.ReportResult;
import org.gradientatlas.spark.session.UnfitSessionException;

/** Writes a single HTML page that shows two studies side by side. */
public final class ComparisonAction {
  private final SparkSession spark;
  private final String first;
  private final String second;
  private String file = "";

  ComparisonAction(SparkSession spark, String first, String second) {
    this.spark = spark;
    this.first = first;
    this.second = second;
  }

  /**
   * Sets the file of the page.
   *
   * @param file on any Hadoop file system; replaced if it exists
   */
  public ComparisonAction output(String file) {
    this.file = GradientAtlas.directory(file, "output");
    return this;
  }

  /**
   * Writes the page.
   *
   * @return where the page is, or why nothing was written
   * @throws IOException if a directory cannot be read, or the file cannot be written
   * @throws IllegalArgumentException if one of them is no path, or has no such file system
   * @throws IllegalStateException if no output is set, or Spark has stopped
   * @throws UnfitSessionException if the session must be built with another setting, which it names
   */
  public ReportResult run() throws IOException {
    if (file.isEmpty()) {
      throw new IllegalStateException("output(file) is missing: it says where the page goes");
    }
    return Run.of(spark, lent -> new ComparisonJob(lent.hadoop(), first, second, file).run());
  }
}
