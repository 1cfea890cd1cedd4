package org.gradientatlas.spark;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.diagnose.Gate;
import org.gradientatlas.diagnose.Thresholds;
import org.gradientatlas.spark.session.UnfitSessionException;
import org.gradientatlas.spark.summary.SummaryResult;

/** Diagnoses stored trials, scores theory's forecasts, and summarizes and contrasts cells. */
public final class SummaryAction {
  private final SparkSession spark;
  private final String directory;
  private final RuleChoice rules = new RuleChoice();

  SummaryAction(SparkSession spark, String directory) {
    this.spark = spark;
    this.directory = directory;
  }

  /** Sets the thresholds of the diagnosis rules, instead of the defaults. */
  public SummaryAction thresholds(Thresholds thresholds) {
    rules.thresholds(thresholds);
    return this;
  }

  /** Lists the trials that hit a gate. The run itself does not fail. */
  public SummaryAction failOn(Gate gate) {
    rules.failOn(gate);
    return this;
  }

  /**
   * Does the same, with the gate given by names.
   *
   * @param names mechanisms, outcome verdicts or rules, for example {@code EXPLODING}
   * @throws IllegalArgumentException if a name is unknown
   */
  public SummaryAction failOn(String... names) {
    rules.failOn(names);
    return this;
  }

  /**
   * Writes the tables diagnoses, forecasts, summary and contrasts.
   *
   * @return the summary as text, or why nothing was written
   * @throws IOException if the directory cannot be read or written
   * @throws IllegalArgumentException if the directory is no path, or has no such file system
   * @throws IllegalStateException if Spark has stopped
   * @throws UnfitSessionException if the session must be built with another setting, which it names
   */
  public SummaryResult run() throws IOException {
    return Run.of(spark, lent -> rules.summarize(lent.hadoop(), directory));
  }
}
