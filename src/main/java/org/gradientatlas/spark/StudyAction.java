package org.gradientatlas.spark;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.diagnose.Gate;
import org.gradientatlas.diagnose.Thresholds;
import org.gradientatlas.query.ClaimsResult;
import org.gradientatlas.query.Verdicts;
import org.gradientatlas.spark.page.ReportJob;
import org.gradientatlas.spark.page.ReportResult;
import org.gradientatlas.spark.session.LentSession;
import org.gradientatlas.spark.session.UnfitSessionException;
import org.gradientatlas.spark.summary.SummaryResult;
import org.gradientatlas.spark.sweep.SweepResult;
import org.gradientatlas.study.Study;
import org.gradientatlas.table.output.StudyDirectory;

/**
 * Trains the missing trials of a study, diagnoses all trials, checks the study's claims and writes
 * the report.
 */
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
   * Sets the output directory of the tables and the page. A directory of a stopped run is resumed.
   *
   * @param directory on any Hadoop file system; created if missing
   */
  public StudyAction output(String directory) {
    sweep.output(directory);
    return this;
  }

  /**
   * Allows trials of different BLAS kernels, which round differently, in one output. By default a
   * run ends in {@link SweepResult.Conflict} where it would mix them.
   */
  public StudyAction mixKernels() {
    sweep.mixKernels();
    return this;
  }

  /** Allows the output of another study to be taken over if this grid contains all its trials. */
  public StudyAction extend() {
    sweep.extend();
    return this;
  }

  /** Sets the thresholds of the diagnosis rules, instead of the defaults. */
  public StudyAction thresholds(Thresholds thresholds) {
    rules.thresholds(thresholds);
    return this;
  }

  /** Lists the trials that hit a gate in the summary. The run itself does not fail. */
  public StudyAction failOn(Gate gate) {
    rules.failOn(gate);
    return this;
  }

  /**
   * Does the same, with the gate given by names.
   *
   * @param names mechanisms, outcome verdicts or rules, for example {@code EXPLODING}
   * @throws IllegalArgumentException if a name is unknown
   */
  public StudyAction failOn(String... names) {
    rules.failOn(names);
    return this;
  }

  /** Prints a progress line every 30 seconds. By default a run prints nothing. */
  public StudyAction progress(PrintStream out) {
    sweep.progress(out);
    return this;
  }

  /** Shows progress on one line of a terminal, updated in place. */
  public StudyAction progressInPlace(PrintStream terminal) {
    sweep.progressInPlace(terminal);
    return this;
  }

  /**
   * Stops training cleanly on SIGINT and SIGTERM: a shutdown hook cancels all jobs of the Spark
   * context. Only for programs that do nothing else.
   */
  public StudyAction stopOnSignals() {
    sweep.stopOnSignals();
    return this;
  }

  /** Waits for another run that writes to the output, for so long; by default not at all. */
  public StudyAction waitForLock(Duration most) {
    sweep.waitForLock(most);
    return this;
  }

  /**
   * Runs the study; stored trials are not trained again.
   *
   * @return how each step ended
   * @throws IOException if the output cannot be read or written; committed waves are kept
   * @throws IllegalArgumentException if the directory is no path, or has no such file system
   * @throws IllegalStateException if no output is set, or Spark has stopped
   * @throws UnfitSessionException if the session must be built with another setting, which it names
   */
  public StudyResult run() throws IOException {
    return Run.of(spark, this::run);
  }

  private StudyResult run(LentSession lent) throws IOException {
    SweepResult trained = sweep.run(lent);
    return trained instanceof SweepResult.Done done
        ? summarized(lent.spark(), done)
        : StudyResult.of(trained);
  }

  private StudyResult summarized(SparkSession session, SweepResult.Done trained)
      throws IOException {
    String output = sweep.directory();
    var phases =
        new StatedPhases(
            StudyDirectory.at(output, session.sparkContext().hadoopConfiguration()), sweep);
    SummaryResult summary =
        phases.in(
            "Diagnosing",
            session,
            () -> rules.summarize(session.sparkContext().hadoopConfiguration(), output));
    if (!(summary instanceof SummaryResult.Done)) {
      phases.end();
      return StudyResult.of(trained, summary);
    }
    ClaimsResult claims =
        phases.in(
            "Judging claims", session, () -> Verdicts.judge(study, trained.root(), sweep::tell));
    ReportResult report =
        phases.in(
            "Writing the report",
            session,
            () -> new ReportJob(session.sparkContext().hadoopConfiguration(), output).run());
    phases.end();
    return StudyResult.of(trained, summary, claims, report);
  }
}
