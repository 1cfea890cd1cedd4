package org.gradientatlas.spark;

import java.io.IOException;
import java.io.PrintStream;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.diagnose.Gate;
import org.gradientatlas.diagnose.Thresholds;
import org.gradientatlas.query.ClaimsResult;
import org.gradientatlas.query.Verdicts;
import org.gradientatlas.spark.page.ReportJob;
import org.gradientatlas.spark.session.LentSession;
import org.gradientatlas.spark.session.UnfitSessionException;
import org.gradientatlas.spark.summary.SummaryResult;
import org.gradientatlas.spark.sweep.SweepResult;
import org.gradientatlas.study.Study;

/** Trains what is missing of a study, diagnoses it, judges its claims, and reports. */
public final class StudyAction {
  private final SparkSession spark;
  private final SweepAction sweep;
  private final Study study;
  private final RuleChoice rules = new RuleChoice();

  StudyAction(SparkSession spark, SweepAction sweep, Study study) {
    this.spark = spark;
    this.sweep = sweep;
    this.study = study;
  }

  /**
   * The tables and the page go there; a run that was stopped goes on there.
   *
   * @param directory on any file system that Hadoop knows; created if need be
   */
  public StudyAction output(String directory) {
    sweep.output(directory);
    return this;
  }

  /** The output may belong to a study whose grid has grown into this one. */
  public StudyAction extend() {
    sweep.extend();
    return this;
  }

  /** Diagnoses by these thresholds, in place of the defaults. */
  public StudyAction thresholds(Thresholds thresholds) {
    rules.thresholds(thresholds);
    return this;
  }

  /** Lists the trials that a gate stops in the summary; nothing else depends on it. */
  public StudyAction failOn(Gate gate) {
    rules.failOn(gate);
    return this;
  }

  /**
   * The same by names of mechanisms, outcome verdicts or rules: {@code EXPLODING}.
   *
   * @throws IllegalArgumentException naming what is none
   */
  public StudyAction failOn(String... names) {
    rules.failOn(names);
    return this;
  }

  /** Tells progress in lines, one every 30 seconds. Without it a run is silent. */
  public StudyAction progress(PrintStream out) {
    sweep.progress(out);
    return this;
  }

  /** Tells progress on one line of a terminal, which is updated in place. */
  public StudyAction progressInPlace(PrintStream terminal) {
    sweep.progressInPlace(terminal);
    return this;
  }

  /**
   * Ends the training in good order on SIGINT and SIGTERM, by a shutdown hook that cancels all jobs
   * of the Spark. For a program that does nothing else.
   */
  public StudyAction stopOnSignals() {
    sweep.stopOnSignals();
    return this;
  }

  /**
   * Runs the study; what is done already is not done again.
   *
   * @throws IOException if the output fails while it is read or written; what was committed is kept
   * @throws IllegalStateException if no output is set, or Spark has stopped
   * @throws UnfitSessionException naming a setting that the session must be built with
   */
  public StudyResult run() throws IOException {
    try (var lent = LentSession.of(spark)) {
      SweepResult trained = sweep.run(lent);
      return trained instanceof SweepResult.Done done
          ? summarized(lent.spark(), done)
          : StudyResult.of(trained);
    }
  }

  private StudyResult summarized(SparkSession session, SweepResult.Done trained)
      throws IOException {
    String output = sweep.directory();
    SummaryResult summary = rules.summarize(session, output);
    if (!(summary instanceof SummaryResult.Done)) {
      return StudyResult.of(trained, summary);
    }
    ClaimsResult claims = Verdicts.judge(study, trained.root());
    return StudyResult.of(trained, summary, claims, new ReportJob(session, output).run());
  }
}
