package org.gradientatlas.table.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.gradientatlas.diagnose.Judgement;
import org.gradientatlas.diagnose.Mechanism;
import org.gradientatlas.diagnose.OutcomeVerdict;
import org.gradientatlas.diagnose.Rule;
import org.gradientatlas.measure.Interval;
import org.gradientatlas.measure.Outcome;
import org.gradientatlas.table.schema.DiagnosisTables.CellRecord;
import org.jspecify.annotations.Nullable;

/** Columns of a cell over its replicates, and of a contrast between two cells. */
final class SummaryColumns {
  /** Classes of earlier versions, as counts of what they meant. */
  private static final List<Column<CellRecord>> OF_EARLIER_VERSIONS =
      List.of(
          Column.real(
              "share_mechanism_poor_init",
              "share whose mechanism is HEALTHY, and for which POOR_INIT fired",
              c ->
                  c.summary()
                      .share(
                          t ->
                              t.mechanism() == Mechanism.HEALTHY
                                  && t.fired().contains(Rule.POOR_INIT))),
          learning("oscillating", ", and for which OSCILLATING fired", Rule.OSCILLATING),
          learning("overfitting", ", and for which OVERFITTING fired", Rule.OVERFITTING),
          learning("learning", "", null));

  static final List<Column<CellRecord>> OF_CELLS = ofCells();
  static final List<Column<ContrastRecord>> OF_CONTRASTS = ofContrasts();

  private SummaryColumns() {}

  private static Column<CellRecord> learning(String name, String also, @Nullable Rule rule) {
    return Column.real(
        "share_verdict_" + name,
        "share whose outcome_verdict is LEARNED or PARTLY_LEARNING" + also,
        c ->
            c.summary()
                .share(t -> t.learnedSomething() && (rule == null || t.fired().contains(rule))));
  }

  private static List<Column<CellRecord>> ofCells() {
    var columns = new ArrayList<Column<CellRecord>>();
    columns.add(CellColumns.otherAxes("", CellRecord::otherAxes));
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
              "share_mechanism_" + DiagnosisRecord.label(mechanism),
              "share whose mechanism is " + mechanism,
              c -> c.summary().share(t -> t.mechanism() == mechanism)));
    }
    for (OutcomeVerdict verdict : OutcomeVerdict.values()) {
      columns.add(
          Column.real(
              "share_verdict_" + DiagnosisRecord.label(verdict),
              "share whose outcome_verdict is " + verdict,
              c -> c.summary().share(t -> t.verdict() == verdict)));
    }
    columns.addAll(OF_EARLIER_VERSIONS);
    interval(
        columns, ColumnNames.FINAL_LOSS, "", "mean of ", c -> c.summary().of(Judgement::finalLoss));
    interval(
        columns,
        ColumnNames.FINAL_ACCURACY,
        "",
        "mean of ",
        c -> c.summary().of(Judgement::finalAccuracy));
    interval(
        columns,
        ColumnNames.MEASURED_LOG10_DELTA_SLOPE,
        "",
        "mean of ",
        c -> c.summary().of(Judgement::slope));
    columns.add(
        Column.real(
            ColumnNames.THEORY_LOG10_DELTA_SLOPE,
            "mean of theory_log10_delta_slope of trials",
            c -> c.summary().of(Judgement::theorySlope).mean()));
    columns.add(
        Column.real(
            ColumnNames.THEORY_LOG10_DELTA_SLOPE_SD,
            "mean of theory_log10_delta_slope_sd of trials",
            c -> c.summary().of(Judgement::theorySlopeSd).mean()));
    return columns;
  }

  private static List<Column<ContrastRecord>> ofContrasts() {
    var columns = new ArrayList<Column<ContrastRecord>>();
    columns.add(
        CellColumns.otherAxes(
            "; without the axis itself, and with the other parameters of its choice",
            ContrastRecord::otherAxes));
    columns.add(
        Column.text(
            ColumnNames.AXIS,
            "a cell column, clip, a key of the table axes, or a parameter such as"
                + " initializer_sw2 where all values of an axis are one choice",
            c -> c.axis()));
    columns.add(
        Column.text(ColumnNames.VALUE_A, "its value in the first cell", c -> c.contrast().from()));
    columns.add(
        Column.text(ColumnNames.VALUE_B, "its value in the second cell", c -> c.contrast().to()));
    columns.add(
        Column.integer(
            "replicates", "replicates that both cells have", c -> c.contrast().pairs().size()));
    String what = "mean difference of ";
    interval(
        columns,
        ColumnNames.MEASURED_LOG10_DELTA_SLOPE,
        ColumnNames.DIFFERENCE,
        what,
        c -> c.contrast().difference(Judgement::slope));
    interval(
        columns,
        ColumnNames.FINAL_LOSS,
        ColumnNames.DIFFERENCE,
        what,
        c -> c.contrast().difference(Judgement::finalLoss));
    interval(
        columns,
        ColumnNames.FINAL_ACCURACY,
        ColumnNames.DIFFERENCE,
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
            full + ColumnNames.LOW,
            "lower bound of the 95 % interval of that mean",
            f -> interval.apply(f).low()));
    columns.add(
        Column.real(
            full + ColumnNames.HIGH,
            "upper bound of the 95 % interval of that mean",
            f -> interval.apply(f).high()));
    columns.add(
        Column.integer(
            full + ColumnNames.N,
            "replicates that have a value of " + name,
            f -> interval.apply(f).n()));
  }
}
