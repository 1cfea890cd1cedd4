package org.gradientatlas.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.gradientatlas.diagnose.CellSummary;
import org.gradientatlas.diagnose.Judgement;
import org.gradientatlas.diagnose.Mechanism;
import org.gradientatlas.diagnose.OutcomeVerdict;
import org.gradientatlas.measure.Interval;
import org.gradientatlas.measure.Outcome;
import org.gradientatlas.study.Trial;

/** The tables that summarize writes, from those that a sweep wrote. Changes only add columns. */
public final class DiagnosisTables {
  private static final Set<String> OF_ONE_TRIAL = Set.of("trial_id", "replicate");
  private static final String OTHER_AXES =
      "axes beyond the cell columns, from the table axes: bias=false, loss=mse; null for none";

  /** The cell columns of a table whose rows are about a cell rather than a trial. */
  public static final List<Column<Trial>> CELL =
      CellColumns.ALL.stream().filter(c -> !OF_ONE_TRIAL.contains(c.name())).toList();

  /** One row a trial: what was wrong with it. */
  public static final Table<Diagnosed> DIAGNOSES =
      new Table<>(
          "diagnoses",
          "one row a trial: what its gradients did, whether it learned, and which rule says so"
              + " ([diagnoses.md](diagnoses.md)); written anew by every `jobs/summarize`, as are the"
              + " tables below",
          CellColumns.ALL,
          List.of(
              Column.text("other_axes", OTHER_AXES, d -> orNull(d.otherAxes())),
              Column.text(
                  "mechanism",
                  "what the gradients did: " + names(Mechanism.values()),
                  d -> d.diagnosis().mechanism().name()),
              Column.text(
                  "outcome_verdict",
                  "whether it learned: " + names(OutcomeVerdict.values()),
                  d -> d.diagnosis().verdict().name()),
              Column.text(
                  "severity",
                  "of the worst finding: OK, NOTE, WARN or FAIL",
                  d -> d.diagnosis().severity().name()),
              Column.text(
                  "rule",
                  "the rule that decided the mechanism, or else the verdict, or else the worst that"
                      + " fired; null for none",
                  Diagnosed::rule),
              Column.text(
                  "phase",
                  "probe or train, where it looked; null if it looked at no single pass",
                  Diagnosed::phase),
              Column.integer(
                  "layer",
                  "the layer that this rule found, 1 next to the input; null if it is about the whole network",
                  Diagnosed::layer),
              Column.integer(
                  "step",
                  "the recorded step that this rule found; null if it is about several, or none",
                  Diagnosed::step),
              Column.real(
                  "observed",
                  "the number that broke this rule's threshold; null where it was not finite",
                  Diagnosed::observed),
              Column.real("threshold", "the threshold that it broke", Diagnosed::threshold),
              texts(
                  "rules_fired",
                  "names of all rules that fired, see diagnoses.md",
                  Diagnosed::fired),
              texts(
                  "rules_not_evaluable",
                  "rules that had nothing to decide by: no such rows, or a ratio without a value",
                  Diagnosed::notEvaluable),
              Column.text(
                  "ruleset_version",
                  "changes with the rules and with every threshold",
                  Diagnosed::rulesetVersion)));

  /** One row a trial: the forecast, and what came of it. */
  public static final Table<Diagnosed> FORECASTS =
      new Table<>(
          "forecasts",
          "one row a trial: what theory expected of its probe and what the probe did, by the"
              + " thresholds of the rules EXPLODING_SLOPE and VANISHING_SLOPE",
          CellColumns.ALL,
          List.of(
              Column.text("other_axes", OTHER_AXES, d -> orNull(d.otherAxes())),
              Column.text(
                  "forecast",
                  "vanishes, healthy, explodes or unknown, from the theory columns",
                  d -> Diagnosed.label(d.forecast().forecast())),
              Column.text(
                  "measured",
                  "vanishes, healthy, explodes or unknown, from delta_rms of the probe",
                  d -> Diagnosed.label(d.forecast().measured())),
              new Column<>(
                  "agrees",
                  DataTypes.BooleanType,
                  "whether both are the same; null where one is unknown",
                  Diagnosed::agrees),
              Column.text(
                  "mechanism",
                  "of the whole trial, training included, as in diagnoses",
                  d -> d.diagnosis().mechanism().name()),
              Column.real(
                  "theory_log10_delta_slope",
                  "decades a layer towards the input, predicted",
                  d -> d.forecast().predictedSlope()),
              Column.real(
                  "measured_log10_delta_slope",
                  "decades that delta_rms grew a layer towards the input, measured in the probe",
                  d -> d.forecast().measuredSlope()),
              Column.real(
                  "theory_log10_growth",
                  "log10 of delta_rms of layer 1 over that of the last hidden layer, predicted",
                  d -> d.forecast().predictedDecades()),
              Column.real(
                  "measured_log10_growth",
                  "log10 of delta_rms of layer 1 over that of the last hidden layer, measured in the probe; null where either is 0",
                  d -> d.forecast().measuredDecades())));

  /** One row a cell over its replicates. */
  public static final Table<CellRecord> SUMMARY =
      new Table<>(
          "summary",
          "one row a cell: its replicates together; intervals are 95 %, Student's t, over the"
              + " replicates that have the number, null for fewer than two",
          CELL,
          summaryColumns());

  /** One row a pair of cells that differ in one axis. */
  public static final Table<ContrastRecord> CONTRASTS =
      new Table<>(
          "contrasts",
          "one row a pair of cells that differ in exactly one axis: its effect, paired over the"
              + " replicates that both have. All pairs of values of the axis, or, where it has more"
              + " than 16, each value with the first and with the next. The cell column of the axis"
              + " is null. Differences are second minus first, intervals 95 %, Student's t",
          CELL,
          contrastColumns());

  /** All that summarize writes. */
  public static final List<Table<?>> ALL = List.of(DIAGNOSES, FORECASTS, SUMMARY, CONTRASTS);

  private DiagnosisTables() {}

  /** The table of that name. */
  public static Table<?> named(String name) {
    return ALL.stream().filter(table -> table.name().equals(name)).findFirst().orElseThrow();
  }

  /** A cell with what it did. */
  public record CellRecord(CellSummary summary, String otherAxes) {}

  private static List<Column<CellRecord>> summaryColumns() {
    var columns = new ArrayList<Column<CellRecord>>();
    columns.add(Column.text("other_axes", OTHER_AXES, c -> orNull(c.otherAxes())));
    columns.add(
        Column.integer("replicates", "trials of this cell", c -> c.summary().trials().size()));
    for (Outcome outcome : Outcome.values()) {
      columns.add(
          Column.real(
              "share_" + outcome.label(),
              "share whose outcome is " + outcome.label(),
              c -> c.summary().share(t -> t.outcome() == outcome)));
    }
    for (Mechanism mechanism : Mechanism.values()) {
      columns.add(
          Column.real(
              "share_mechanism_" + Diagnosed.label(mechanism),
              "share whose mechanism is " + mechanism,
              c -> c.summary().share(t -> t.mechanism() == mechanism)));
    }
    for (OutcomeVerdict verdict : OutcomeVerdict.values()) {
      columns.add(
          Column.real(
              "share_verdict_" + Diagnosed.label(verdict),
              "share whose outcome_verdict is " + verdict,
              c -> c.summary().share(t -> t.verdict() == verdict)));
    }
    interval(columns, "final_loss", "", "mean of ", c -> c.summary().of(Judgement::finalLoss));
    interval(
        columns, "final_accuracy", "", "mean of ", c -> c.summary().of(Judgement::finalAccuracy));
    interval(
        columns,
        "measured_log10_delta_slope",
        "",
        "mean of ",
        c -> c.summary().of(Judgement::slope));
    columns.add(
        Column.real(
            "theory_log10_delta_slope",
            "mean of theory_log10_delta_slope of trials",
            c -> c.summary().of(Judgement::theorySlope).mean()));
    columns.add(
        Column.real(
            "theory_log10_delta_slope_sd",
            "mean of theory_log10_delta_slope_sd of trials",
            c -> c.summary().of(Judgement::theorySlopeSd).mean()));
    return columns;
  }

  private static List<Column<ContrastRecord>> contrastColumns() {
    var columns = new ArrayList<Column<ContrastRecord>>();
    columns.add(
        Column.text(
            "other_axes", OTHER_AXES + "; without the axis itself", c -> orNull(c.otherAxes())));
    columns.add(
        Column.text("axis", "a cell column, clip, or a key of the table axes", c -> c.axis()));
    columns.add(Column.text("value_a", "its value in the first cell", c -> c.contrast().from()));
    columns.add(Column.text("value_b", "its value in the second cell", c -> c.contrast().to()));
    columns.add(
        Column.integer(
            "replicates", "replicates that both cells have", c -> c.contrast().pairs().size()));
    String what = "mean difference of ";
    interval(
        columns,
        "measured_log10_delta_slope",
        "_difference",
        what,
        c -> c.contrast().difference(Judgement::slope));
    interval(
        columns,
        "final_loss",
        "_difference",
        what,
        c -> c.contrast().difference(Judgement::finalLoss));
    interval(
        columns,
        "final_accuracy",
        "_difference",
        what,
        c -> c.contrast().difference(Judgement::finalAccuracy));
    return columns;
  }

  /** Mean, bounds and number of values. */
  private static <F> void interval(
      List<Column<F>> columns,
      String name,
      String suffix,
      String what,
      Function<F, Interval> interval) {
    String full = name + suffix;
    columns.add(
        Column.real(
            full + (suffix.isEmpty() ? "_mean" : ""), what + name, f -> interval.apply(f).mean()));
    columns.add(
        Column.real(
            full + "_low",
            "lower bound of the 95 % interval of that mean",
            f -> interval.apply(f).low()));
    columns.add(
        Column.real(
            full + "_high",
            "upper bound of the 95 % interval of that mean",
            f -> interval.apply(f).high()));
    columns.add(
        Column.integer(
            full + "_n", "replicates that have a value of " + name, f -> interval.apply(f).n()));
  }

  private static <F> Column<F> texts(String name, String comment, Function<F, String[]> value) {
    return new Column<>(
        name, DataTypes.createArrayType(DataTypes.StringType, false), comment, value::apply);
  }

  private static String names(Enum<?>[] constants) {
    return String.join(", ", Stream.of(constants).map(Enum::name).toList());
  }

  private static @org.jspecify.annotations.Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
