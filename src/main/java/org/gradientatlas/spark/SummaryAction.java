package org.gradientatlas.spark;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.diagnose.Gate;
import org.gradientatlas.diagnose.Thresholds;
import org.gradientatlas.spark.session.LentSession;
import org.gradientatlas.spark.session.UnfitSessionException;
import org.gradientatlas.spark.summary.SummaryResult;

/** Diagnoses stored trials, scores the forecast, summarizes cells and contrasts them. */
public final class SummaryAction {
  private final SparkSession spark;
  private final String directory;
  private final RuleChoice rules = new RuleChoice();

  SummaryAction(SparkSession spark, String directory) {
    this.spark = spark;
    this.directory = directory;
  }

  /** Diagnoses by these thresholds, in place of the defaults. */
  public SummaryAction thresholds(Thresholds thresholds) {
    rules.thresholds(thresholds);
    return this;
  }

  /** Lists the trials that a gate stops; nothing else depends on it. */
  public SummaryAction failOn(Gate gate) {
    rules.failOn(gate);
    return this;
  }

  /**
   * The same by names of mechanisms, outcome verdicts or rules: {@code EXPLODING}.
   *
   * @throws IllegalArgumentException naming what is none
   */
  public SummaryAction failOn(String... names) {
    rules.failOn(names);
    return this;
  }

  /**
   * Summarizes.
   *
   * @throws IOException if the directory fails while it is read or written
   * @throws IllegalStateException if Spark has stopped
   * @throws UnfitSessionException naming a setting that the session must be built with
   */
  public SummaryResult run() throws IOException {
    try (var lent = LentSession.of(spark)) {
      return rules.summarize(lent.spark(), directory);
    }
  }
}
