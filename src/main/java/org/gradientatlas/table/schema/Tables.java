package org.gradientatlas.table.schema;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;

/** The tables that a sweep writes. Changes only add columns; a new statistic is one line. */
public final class Tables {
  private Tables() {}

  /** One row per finished trial. */
  public static final Table<TrialRecord> TRIALS =
      new Table<>(
          "trials",
          "one row for each trial: how it ended, and where it ran",
          CellColumns.ALL,
          TrialColumns.ALL);

  /** One row per recorded step. */
  public static final Table<StepRecord> STEPS =
      new Table<>(
          "steps",
          "one row for each recorded training step, over all layers. With engine dl4j-spark the row"
              + " is about\n"
              + "the workers' average, on the examples of all workers",
          CellColumns.ALL,
          StepColumns.ALL);

  /** One row per layer and recorded pass. */
  public static final Table<LayerRecord> LAYERS =
      new Table<>(
          "layers",
          "one row for each layer and recorded pass: what the gradient did there. With engine"
              + " dl4j-spark there\n"
              + "is one more row for each worker",
          CellColumns.ALL,
          LayerColumns.ALL);

  /** One row per trial and axis without a column of its own. */
  public static final Table<Map.Entry<String, String>> AXES =
      new Table<>(
          "axes",
          "one row for each trial and each grid axis that is not a cell column, for example bias",
          CellColumns.ALL,
          List.of(
              Column.text(
                  ColumnNames.AXIS,
                  "the column that exclude knows it by: its key in the study file, with _ for - and .:"
                      + " data_as, input_initializer, training_steps",
                  Map.Entry::getKey),
              Column.text(ColumnNames.VALUE, "its value in this trial", Map.Entry::getValue)));

  /** One row per claim of the study; written by the driver after a sweep. */
  public static final Table<ClaimRecord> CLAIMS =
      new Table<>(
          "claims",
          "one row for each claim of the study file, rewritten by every `jobs/study` and"
              + " `jobs/train`",
          List.of(),
          List.of(
              Column.text(ColumnNames.STUDY, "name of the study", ClaimRecord::study),
              Column.text(ColumnNames.CLAIM, "what is claimed", r -> r.claim().text()),
              Column.real(
                  ColumnNames.PUBLISHED,
                  "number that was published or derived; null if the claim has bounds only",
                  r -> r.claim().published()),
              Column.real(
                  ColumnNames.AT_LEAST,
                  "lower bound of the numbers that agree; null for none",
                  r -> r.claim().atLeast()),
              Column.real(
                  ColumnNames.AT_MOST,
                  "upper bound of the numbers that agree; null for none",
                  r -> r.claim().atMost()),
              Column.real(
                  ColumnNames.MEASURED,
                  "number that the query returned; null if it returned none",
                  ClaimRecord::measured),
              new Column<>(
                  "agrees",
                  DataTypes.BooleanType,
                  "whether the measured number passes every bound that is set",
                  ClaimRecord::agrees),
              Column.text("query", "SQL over the study's tables", r -> r.claim().query()),
              Column.text(
                  "error",
                  "why the query returned no number; null if it returned one",
                  r -> r.error().isEmpty() ? null : r.error()),
              Column.text(
                  ColumnNames.NOTE,
                  "what the study file adds to the claim; null if nothing",
                  r -> r.claim().note().isEmpty() ? null : r.claim().note())));

  /** All tables that a sweep writes, trials last, because a trial in that table is finished. */
  public static final List<Table<?>> ALL = List.of(LAYERS, STEPS, AXES, TRIALS);
}
