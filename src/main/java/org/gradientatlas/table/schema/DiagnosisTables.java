package org.gradientatlas.table.schema;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.gradientatlas.diagnose.CellSummary;
import org.gradientatlas.diagnose.Mechanism;
import org.gradientatlas.diagnose.OutcomeVerdict;
import org.gradientatlas.study.Trial;

/** The tables that summarize derives from those of a sweep. Changes only add columns. */
public final class DiagnosisTables {
  private static final Set<String> OF_ONE_TRIAL = Set.of("trial_id", "replicate");

  /** The cell columns of tables with a row per cell rather than per trial. */
  public static final List<Column<Trial>> CELL =
      CellColumns.ALL.stream().filter(c -> !OF_ONE_TRIAL.contains(c.name())).toList();

  /** One row per trial: its diagnosis. */
  public static final Table<DiagnosisRecord> DIAGNOSES =
      new Table<>(
          "diagnoses",
          "one row for each trial: what its gradients did, whether it learned, and which rule says"
              + " so\n"
              + "([diagnoses](diagnoses.md)). Every `jobs/summarize` rewrites this table and those"
              + " below",
          CellColumns.ALL,
          List.of(
              CellColumns.otherAxes("", DiagnosisRecord::otherAxes),
              Column.text(
                  "initialization",
                  "what the gradients did in the probe, before any training: vanishes, explodes, "
                      + "healthy or unknown, as measured in forecasts",
                  d -> DiagnosisRecord.label(d.forecast().measured())),
              Column.text(
                  ColumnNames.MECHANISM,
                  "what the gradients did in training: " + names(Mechanism.values()),
                  d -> d.diagnosis().mechanism().name()),
              Column.text(
                  ColumnNames.OUTCOME_VERDICT,
                  "whether it learned: " + names(OutcomeVerdict.values()),
                  d -> d.diagnosis().verdict().name()),
              Column.real(
                  "p_learn",
                  "probability that it learns, from the probe and the first tenth of the steps; "
                      + "null with fewer than ten networks on the same data, or without records",
                  DiagnosisRecord::probabilityToLearn),
              Column.text(
                  "cause",
                  "rule that says why it did not learn: that of its mechanism, or else a rate, a "
                      + "clip or a number of steps; null if it learned, or nothing explains it",
                  DiagnosisRecord::cause),
              Column.text(
                  "severity",
                  "of the worst finding: OK, NOTE, WARN or FAIL",
                  d -> d.diagnosis().severity().name()),
              Column.text(
                  ColumnNames.RULE,
                  "rule that decided the mechanism, or else the verdict, or else the worst rule "
                      + "that fired; null if none fired",
                  DiagnosisRecord::rule),
              Column.text(
                  ColumnNames.PHASE,
                  "pass that this rule looked at, probe or train; null if it looked at no "
                      + "single pass",
                  DiagnosisRecord::phase),
              Column.integer(
                  ColumnNames.LAYER,
                  "layer that this rule found, 1 next to the input; null if it is about the "
                      + "whole network",
                  DiagnosisRecord::layer),
              Column.integer(
                  ColumnNames.STEP,
                  "recorded step that this rule found; null if it is about several, or none",
                  DiagnosisRecord::step),
              Column.real(
                  "observed",
                  "number that broke this rule's threshold; null where it was not finite",
                  DiagnosisRecord::observed),
              Column.real("threshold", "threshold that it broke", DiagnosisRecord::threshold),
              Column.texts(
                  ColumnNames.RULES_FIRED,
                  "names of all rules that fired, see diagnoses.md",
                  DiagnosisRecord::fired),
              Column.texts(
                  "rules_not_evaluable",
                  "rules that could not decide: the rows they need are missing, or a ratio has "
                      + "no value",
                  DiagnosisRecord::notEvaluable),
              Column.text(
                  ColumnNames.RULESET_VERSION,
                  "changes with the rules and with every threshold",
                  DiagnosisRecord::rulesetVersion)));

  /** One row per trial: theory's forecast and whether it came true. */
  public static final Table<DiagnosisRecord> FORECASTS =
      new Table<>(
          "forecasts",
          "one row for each trial: what theory predicted for its probe, and what the probe did."
              + " Both are judged\n"
              + "by the thresholds of the rules EXPLODING_SLOPE and VANISHING_SLOPE",
          CellColumns.ALL,
          List.of(
              CellColumns.otherAxes("", DiagnosisRecord::otherAxes),
              Column.text(
                  "forecast",
                  "vanishes, healthy, explodes or unknown, from the theory columns",
                  d -> DiagnosisRecord.label(d.forecast().forecast())),
              Column.text(
                  ColumnNames.MEASURED,
                  "vanishes, healthy, explodes or unknown, from delta_rms of the probe",
                  d -> DiagnosisRecord.label(d.forecast().measured())),
              new Column<>(
                  "agrees",
                  DataTypes.BooleanType,
                  "whether both are the same; null where one is unknown",
                  DiagnosisRecord::agrees),
              Column.text(
                  ColumnNames.MECHANISM,
                  "of the whole trial, training included, as in diagnoses",
                  d -> d.diagnosis().mechanism().name()),
              Column.real(
                  ColumnNames.THEORY_LOG10_DELTA_SLOPE,
                  "predicted growth of delta_rms towards the input, in decades a layer",
                  d -> d.forecast().predictedSlope()),
              Column.real(
                  ColumnNames.MEASURED_LOG10_DELTA_SLOPE,
                  "growth of delta_rms towards the input, in decades a layer, measured in the "
                      + "probe",
                  d -> d.forecast().measuredSlope()),
              Column.real(
                  ColumnNames.THEORY_LOG10_GROWTH,
                  "log10 of delta_rms of layer 1 over that of the last hidden layer, predicted",
                  d -> d.forecast().predictedDecades()),
              Column.real(
                  ColumnNames.MEASURED_LOG10_GROWTH,
                  "log10 of delta_rms of layer 1 over that of the last hidden layer, measured in"
                      + " the probe; null where either is 0",
                  d -> d.forecast().measuredDecades())));

  /** One row per cell, over its replicates. */
  public static final Table<CellRecord> SUMMARY =
      new Table<>(
          "summary",
          "one row for each cell: its replicates together. Intervals are 95 % intervals (Student's"
              + " t) over the\n"
              + "replicates that have the number, null for fewer than two",
          CELL,
          SummaryColumns.OF_CELLS);

  /** One row per pair of cells that differ in one axis. */
  public static final Table<ContrastRecord> CONTRASTS =
      new Table<>(
          "contrasts",
          "one row for each pair of cells that differ in exactly one axis: the effect of that axis,"
              + " paired over\n"
              + "the replicates that both cells have. All pairs of values are compared; where an"
              + " axis has more than 16\n"
              + "values, each is compared with the first and with the next. The cell column of the"
              + " axis is null.\n"
              + "Differences are second minus first. Intervals are 95 % intervals (Student's t)",
          CELL,
          SummaryColumns.OF_CONTRASTS);

  /** All tables that summarize writes. */
  public static final List<Table<?>> ALL = List.of(DIAGNOSES, FORECASTS, SUMMARY, CONTRASTS);

  private DiagnosisTables() {}

  /** The table of that name. */
  public static Table<?> named(String name) {
    return ALL.stream().filter(table -> table.name().equals(name)).findFirst().orElseThrow();
  }

  /** A cell's summary, with its other axes. */
  public record CellRecord(CellSummary summary, String otherAxes) {}

  private static String names(Enum<?>[] constants) {
    return String.join(", ", Stream.of(constants).map(Enum::name).toList());
  }
}
