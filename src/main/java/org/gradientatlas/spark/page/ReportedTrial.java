package org.gradientatlas.spark.page;

import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.measure.Baseline;
import org.gradientatlas.spark.stored.TrialCell;
import org.gradientatlas.table.file.RowCursor;
import org.gradientatlas.table.schema.ColumnNames;
import org.jspecify.annotations.Nullable;

/**
 * A stored trial with its diagnosis. Unknown numbers are NaN.
 *
 * @param id of the trial
 * @param cell shared by its replicates
 * @param diagnosis null if no summary has seen it
 * @param blasKernel that multiplied its matrices
 */
public record ReportedTrial(
    String id,
    TrialCell cell,
    int replicate,
    @Nullable Integer divergedStep,
    Scores scores,
    Theory theory,
    String blasKernel,
    @Nullable ReportedDiagnosis diagnosis) {

  /** What it reached, and its slope in the probe. */
  public record Scores(double loss, double accuracy, double guessLoss, double slope) {
    /** R2; NaN where a class is predicted. */
    public double r2() {
      return Double.isNaN(accuracy) ? new Baseline(guessLoss, accuracy).r2(loss) : Double.NaN;
    }
  }

  /** What theory says about it. */
  record Theory(
      double slope, double slopeSd, double chi1, double correlationDepth, double memory) {}

  /** Columns of trials to read. */
  static List<String> columns() {
    var columns = new ArrayList<>(TrialCell.NAMES);
    columns.addAll(
        List.of(
            ColumnNames.DIVERGED_STEP,
            ColumnNames.FINAL_LOSS,
            ColumnNames.FINAL_ACCURACY,
            ColumnNames.GUESS_LOSS,
            ColumnNames.MEASURED_LOG10_DELTA_SLOPE,
            ColumnNames.THEORY_LOG10_DELTA_SLOPE,
            ColumnNames.THEORY_LOG10_DELTA_SLOPE_SD,
            ColumnNames.THEORY_CHI1,
            ColumnNames.THEORY_CORRELATION_DEPTH,
            ColumnNames.THEORY_MEMORY));
    return columns;
  }

  static ReportedTrial of(RowCursor row, TrialCell cell, @Nullable ReportedDiagnosis diagnosis) {
    return new ReportedTrial(
        row.word(ColumnNames.TRIAL_ID),
        cell,
        row.count(ColumnNames.REPLICATE),
        row.whole(ColumnNames.DIVERGED_STEP),
        new Scores(
            row.real(ColumnNames.FINAL_LOSS),
            row.real(ColumnNames.FINAL_ACCURACY),
            row.real(ColumnNames.GUESS_LOSS),
            row.real(ColumnNames.MEASURED_LOG10_DELTA_SLOPE)),
        new Theory(
            row.real(ColumnNames.THEORY_LOG10_DELTA_SLOPE),
            row.real(ColumnNames.THEORY_LOG10_DELTA_SLOPE_SD),
            row.real(ColumnNames.THEORY_CHI1),
            row.real(ColumnNames.THEORY_CORRELATION_DEPTH),
            row.real(ColumnNames.THEORY_MEMORY)),
        row.word(ColumnNames.BLAS_KERNEL),
        diagnosis);
  }

  /** Its diagnosis; a report is made of trials that all have one. */
  public ReportedDiagnosis diagnosed() {
    if (diagnosis == null) {
      throw new IllegalStateException(id + " has no diagnosis");
    }
    return diagnosis;
  }
}
