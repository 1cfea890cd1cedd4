package org.gradientatlas.spark;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.diagnose.Gate;
import org.gradientatlas.diagnose.Thresholds;
import org.gradientatlas.query.Verdicts;
import org.gradientatlas.spark.averaging.DataParallel;
import org.gradientatlas.spark.page.ReportJob;
import org.gradientatlas.spark.page.ReportResult;
import org.gradientatlas.spark.session.OutputSession;
import org.gradientatlas.spark.summary.Summarize;
import org.gradientatlas.spark.summary.SummaryResult;
import org.gradientatlas.spark.sweep.Sweep;
import org.gradientatlas.spark.sweep.SweepResult;
import org.gradientatlas.spark.sweep.TrainingMode;
import org.gradientatlas.spark.sweep.TrialParallel;
import org.gradientatlas.study.Grid;
import org.gradientatlas.study.Study;
import org.jspecify.annotations.Nullable;

/**
 * A sweep, then its summary, its claims and its report, in one Spark session.
 *
 * @param summary null unless the sweep is done
 * @param claims one line a claim; empty for none
 * @param report null unless the summary is done
 */
public record StudyRun(
    SweepResult sweep,
    @Nullable SummaryResult summary,
    String claims,
    @Nullable ReportResult report) {

  /**
   * Runs all in a session of their own.
   *
   * @param output directory; created if need be
   * @param extend whether the output may belong to a study whose trials are all in this one
   * @throws IOException if the output fails while it is written
   */
  public static StudyRun of(
      Study study,
      String output,
      boolean extend,
      Sweep.Console console,
      Thresholds thresholds,
      Gate gate)
      throws IOException {
    try (var session = OutputSession.open("gradient-atlas " + study.name(), output)) {
      SparkSession spark = session.spark();
      SweepResult sweep = sweep(session, study, output, extend, console);
      if (!(sweep instanceof SweepResult.Done done)) {
        return new StudyRun(sweep, null, "", null);
      }
      SummaryResult summary = new Summarize(spark, output, thresholds, gate).run();
      if (!(summary instanceof SummaryResult.Done)) {
        return new StudyRun(sweep, summary, "", null);
      }
      String claims = Verdicts.judge(study, done.root());
      return new StudyRun(sweep, summary, claims, new ReportJob(spark, output).run());
    }
  }

  /**
   * Trains what is missing, in a session of its own.
   *
   * @param output directory; created if need be
   * @param extend whether the output may belong to a study whose trials are all in this one
   * @throws IOException if the output fails while it is written
   */
  public static SweepResult sweep(Study study, String output, boolean extend, Sweep.Console console)
      throws IOException {
    boolean tensors = study.grid().parallelism() == Grid.Parallelism.OF_DATA;
    try (var session = OutputSession.open("gradient-atlas " + study.name(), output, tensors)) {
      return sweep(session, study, output, extend, console);
    }
  }

  private static SweepResult sweep(
      OutputSession session, Study study, String output, boolean extend, Sweep.Console console)
      throws IOException {
    var sweep = new Sweep(session.spark(), study, mode(study), output, extend, console);
    SweepResult result = sweep.run();
    if (result.didNothing()) {
      session.dropEventLog();
    }
    return result;
  }

  /** How a study is trained. */
  public static TrainingMode mode(Study study) {
    return study.grid().parallelism() == Grid.Parallelism.OF_DATA
        ? new DataParallel()
        : new TrialParallel();
  }
}
