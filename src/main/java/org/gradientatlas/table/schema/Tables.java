package org.gradientatlas.table.schema;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;

/**
 * The tables that a sweep writes. A new statistic is one line of its columns. Changes only add
 * columns.
 */
public final class Tables {
  private Tables() {}

  /** One row a trial; what is in it is done. */
  public static final Table<TrialRecord> TRIALS =
      new Table<>(
          "trials",
          "one row a trial: how it ended, and where it ran",
          CellColumns.ALL,
          TrialColumns.ALL);

  /** One row a recorded step. */
  public static final Table<StepRecord> STEPS =
      new Table<>(
          "steps",
          "one row a recorded training step, over all layers; of engine dl4j-spark, of the workers'"
              + " average on the examples of all",
          CellColumns.ALL,
          StepColumns.ALL);

  /** One row a layer and recorded pass. */
  public static final Table<LayerRecord> LAYERS =
      new Table<>(
          "layers",
          "one row a layer and recorded pass: what the gradient did there; of engine dl4j-spark,"
              + " one more for each worker",
          CellColumns.ALL,
          LayerColumns.ALL);

  /** One row a trial and axis that has no column of its own. */
  public static final Table<Map.Entry<String, String>> AXES =
      new Table<>(
          "axes",
          "one row a trial and grid axis that is not among the cell columns, for example bias",
          CellColumns.ALL,
          List.of(
              Column.text("axis", "key in the study file", Map.Entry::getKey),
              Column.text("value", "its value in this trial", Map.Entry::getValue)));

  /** One row a claim of the study; written after a sweep, by the driver. */
  public static final Table<ClaimRecord> CLAIMS =
      new Table<>(
          "claims",
          "one row a claim of the study file, written anew by every `jobs/study` and `jobs/train`"
              + " (local outputs only)",
          List.of(),
          List.of(
              Column.text("study", "name of the study", ClaimRecord::study),
              Column.text("claim", "what is claimed", r -> r.claim().text()),
              Column.real(
                  "published",
                  "the number that was published or derived; null for a bound alone",
                  r -> r.claim().published()),
              Column.real(
                  "at_least",
                  "the least number that agrees; null for none",
                  r -> r.claim().atLeast()),
              Column.real(
                  "at_most",
                  "the greatest number that agrees; null for none",
                  r -> r.claim().atMost()),
              Column.real(
                  "measured",
                  "the number that the query gave; null if it gave none",
                  ClaimRecord::measured),
              new Column<>(
                  "agrees",
                  DataTypes.BooleanType,
                  "whether the measured number is neither below nor above",
                  ClaimRecord::agrees),
              Column.text("query", "SQL over the study's tables", r -> r.claim().query()),
              Column.text(
                  "error",
                  "why the query gave no number; null if it gave one",
                  r -> r.error().isEmpty() ? null : r.error()),
              Column.text(
                  "note",
                  "what the study file adds to the claim; null for nothing",
                  r -> r.claim().note().isEmpty() ? null : r.claim().note())));

  /** All that a sweep writes, the trials last: what is in that table is done. */
  public static final List<Table<?>> ALL = List.of(LAYERS, STEPS, AXES, TRIALS);
}
