package org.gradientatlas.spark.summary;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.gradientatlas.diagnose.Diagnosis;
import org.gradientatlas.diagnose.Evidence;
import org.gradientatlas.diagnose.ForecastScore;
import org.gradientatlas.diagnose.Judgement;
import org.gradientatlas.diagnose.Thresholds;
import org.gradientatlas.diagnose.early.EarlyFacts;
import org.gradientatlas.spark.stored.NamedRow;
import org.gradientatlas.spark.stored.StoredEvidence;
import org.gradientatlas.spark.stored.StoredRows;
import org.gradientatlas.spark.stored.TrialCell;
import org.gradientatlas.table.file.RowCodec;
import org.gradientatlas.table.schema.ColumnNames;
import org.gradientatlas.table.schema.DiagnosisRecord;
import org.jspecify.annotations.Nullable;

/**
 * A stored trial with its diagnosis.
 *
 * @param position of its row in the table trials
 * @param lastDecades growth of delta_rms from the last hidden layer to the first at the last
 *     recorded step; NaN for none
 */
record JudgedTrial(
    String position,
    TrialCell cell,
    Diagnosis diagnosis,
    ForecastScore forecast,
    EarlyFacts early,
    Judgement judgement,
    double lastDecades)
    implements Serializable {
  /** Columns of trials to read. */
  static final List<String> COLUMNS = columns();

  private static List<String> columns() {
    var columns = new ArrayList<>(StoredEvidence.TRIAL);
    columns.add(ColumnNames.STEPS_PLANNED);
    columns.addAll(StoredRows.POSITION);
    return columns;
  }

  /**
   * Diagnoses one trial.
   *
   * @param trial its encoded row; steps, layers and axes hold all its rows of their tables, in any
   *     number of pieces
   * @param best what its study reached
   */
  static JudgedTrial of(
      byte[] trial,
      Iterable<byte[]> steps,
      Iterable<byte[]> layers,
      Iterable<byte[]> axes,
      BestScores best,
      Thresholds thresholds) {
    NamedRow row = row(trial);
    TrialCell cell = cell(row, axes);
    Evidence evidence =
        StoredEvidence.of(
            row,
            cell,
            best.of(cell),
            rows(steps, StoredEvidence.STEP),
            rows(layers, StoredEvidence.LAYER));
    Diagnosis diagnosis = Diagnosis.of(evidence, thresholds);
    ForecastScore forecast = ForecastScore.of(evidence, thresholds);
    return new JudgedTrial(
        "%s %012d".formatted(row.text(StoredRows.FILE), row.count(StoredRows.ROW)),
        cell,
        diagnosis,
        forecast,
        EarlyFacts.of(
            evidence,
            !cell.text(ColumnNames.RESIDUAL).equals("none"),
            forecast,
            row.count(ColumnNames.STEPS_PLANNED)),
        Judgement.of(cell.number(ColumnNames.REPLICATE), evidence.trial(), diagnosis),
        evidence.lastDecades());
  }

  /** Decodes a row of trials. */
  static NamedRow row(byte[] trial) {
    return new NamedRow(COLUMNS, RowCodec.decode(trial).next());
  }

  /** The cell of a trial, from its row and its rows of the table axes. */
  static TrialCell cell(NamedRow trial, Iterable<byte[]> axes) {
    var others = new TreeMap<String, String>();
    for (NamedRow axis : rows(axes, List.of(ColumnNames.AXIS, ColumnNames.VALUE))) {
      others.put(axis.text(ColumnNames.AXIS), axis.text(ColumnNames.VALUE));
    }
    var columns = new ArrayList<@Nullable Object>();
    TrialCell.NAMES.forEach(name -> columns.add(trial.value(name)));
    return new TrialCell(columns, others);
  }

  private static List<NamedRow> rows(Iterable<byte[]> pieces, List<String> names) {
    var rows = new ArrayList<NamedRow>();
    for (byte[] piece : pieces) {
      Iterator<Row> decoded = RowCodec.decode(piece);
      decoded.forEachRemaining(row -> rows.add(new NamedRow(names, row)));
    }
    return rows;
  }

  /** The record behind its rows in diagnoses and forecasts. */
  DiagnosisRecord record(EarlyLeaders leaders, String rulesetVersion) {
    return new DiagnosisRecord(
        diagnosis, forecast, leaders.probability(this), cell.otherAxes(), rulesetVersion);
  }
}
