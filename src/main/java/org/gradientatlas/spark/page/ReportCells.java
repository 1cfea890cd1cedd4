package org.gradientatlas.spark.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.gradientatlas.diagnose.Mechanism;
import org.gradientatlas.diagnose.OutcomeVerdict;
import org.gradientatlas.measure.Baseline;
import org.gradientatlas.measure.Interval;
import org.gradientatlas.report.page.MapAxis;
import org.gradientatlas.report.page.MapCell;
import org.gradientatlas.report.page.MappedOutcome;
import org.gradientatlas.spark.stored.NamedRow;
import org.gradientatlas.spark.stored.TrialCell;
import org.gradientatlas.table.schema.ColumnNames;
import org.jspecify.annotations.Nullable;

/** The stored trials of a study as cells on its axes. */
public final class ReportCells {
  /** The column that holds the other axes of a trial as a map. */
  static final String OTHERS = "others";

  /** Columns of trials to read, besides those of {@link TrialCell}. */
  static final List<String> COLUMNS =
      List.of(
          OTHERS,
          ColumnNames.MECHANISM,
          ColumnNames.OUTCOME_VERDICT,
          ColumnNames.RULE,
          ColumnNames.AGREES,
          ColumnNames.FINAL_LOSS,
          ColumnNames.FINAL_ACCURACY,
          ColumnNames.GUESS_LOSS,
          ColumnNames.MEASURED_LOG10_DELTA_SLOPE,
          ColumnNames.MEASURED_LOG10_GROWTH,
          ColumnNames.THEORY_LOG10_DELTA_SLOPE,
          ColumnNames.THEORY_LOG10_DELTA_SLOPE_SD,
          ColumnNames.THEORY_LOG10_GROWTH,
          ColumnNames.THEORY_CHI1,
          ColumnNames.THEORY_CORRELATION_DEPTH);

  private final Map<TrialCell, List<NamedRow>> trials = new LinkedHashMap<>();
  private final List<List<NamedRow>> inOrder;
  private final Map<String, Integer> cellOfTrial = new HashMap<>();
  private final List<MapAxis> axes = new ArrayList<>();
  private final Map<String, String> fixed = new LinkedHashMap<>();

  /**
   * @param rows one per trial, in grid order
   */
  ReportCells(List<NamedRow> rows) {
    Map<TrialCell, Integer> indices = new HashMap<>();
    for (NamedRow row : rows) {
      TrialCell cell = cell(row).cell();
      trials.computeIfAbsent(cell, c -> new ArrayList<>()).add(row);
      cellOfTrial.put(
          row.text(ColumnNames.TRIAL_ID), indices.computeIfAbsent(cell, c -> trials.size() - 1));
    }
    inOrder = List.copyOf(trials.values());
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (TrialCell cell : trials.keySet()) {
      cell.axes().forEach((a, v) -> values.computeIfAbsent(a, x -> new ArrayList<>()).add(v));
    }
    values.forEach(this::addAxis);
  }

  private void addAxis(String name, List<String> values) {
    // A grid of several blocks may have an axis in some blocks only.
    var all = new ArrayList<>(values);
    if (values.size() < trials.size()) {
      all.add(ABSENT);
    }
    MapAxis axis = MapAxis.of(name, all);
    if (axis.values().size() == 1) {
      fixed.put(name, axis.values().get(0));
    } else {
      axes.add(axis);
    }
  }

  private static final String ABSENT = "-";

  /** The cell of a trial, from a row of {@link ReportJob#trials}. */
  public static TrialCell cell(NamedRow row) {
    var columns = new ArrayList<@Nullable Object>();
    TrialCell.NAMES.forEach(name -> columns.add(row.value(name)));
    var others = new TreeMap<String, String>();
    Map<String, String> stored = row.texts(OTHERS);
    others.putAll(stored);
    return new TrialCell(columns, others);
  }

  /** The axes that vary. */
  List<MapAxis> axes() {
    return axes;
  }

  /** The axes that do not vary, with their values. */
  Map<String, String> fixed() {
    return fixed;
  }

  /** The cell index of every trial, by trial id. */
  Map<String, Integer> cellOfTrial() {
    return cellOfTrial;
  }

  /** The network of each cell, in cell order. */
  Collection<TrialCell> networks() {
    return trials.keySet();
  }

  /**
   * The cells.
   *
   * @param clips by cell index, for cells with a clip rule
   */
  List<MapCell> cells(Map<Integer, MapCell.Clip> clips) {
    var cells = new ArrayList<MapCell>();
    trials.forEach(
        (network, rows) ->
            cells.add(cell(network, rows, clips.getOrDefault(cells.size(), MapCell.Clip.NONE))));
    return cells;
  }

  private MapCell cell(TrialCell network, List<NamedRow> rows, MapCell.Clip clip) {
    Map<String, String> values = network.axes();
    return new MapCell(
        axes.stream()
            .map(axis -> axis.values().indexOf(values.getOrDefault(axis.name(), ABSENT)))
            .toList(),
        rows.get(0).text(ColumnNames.TRIAL_ID),
        outcomes(rows),
        mostFrequentRule(rows),
        interval(rows, ColumnNames.FINAL_ACCURACY),
        interval(rows, ColumnNames.FINAL_LOSS),
        Interval.of(rows.stream().mapToDouble(ReportCells::r2).toArray()),
        interval(rows, ColumnNames.MEASURED_LOG10_GROWTH),
        interval(rows, ColumnNames.MEASURED_LOG10_DELTA_SLOPE),
        theory(rows),
        clip);
  }

  private static MapCell.Theory theory(List<NamedRow> rows) {
    return new MapCell.Theory(
        interval(rows, ColumnNames.THEORY_LOG10_DELTA_SLOPE).mean(),
        interval(rows, ColumnNames.THEORY_LOG10_DELTA_SLOPE_SD).mean(),
        interval(rows, ColumnNames.THEORY_LOG10_GROWTH).mean(),
        interval(rows, ColumnNames.THEORY_CHI1).mean(),
        interval(rows, ColumnNames.THEORY_CORRELATION_DEPTH).mean(),
        (int) rows.stream().filter(row -> row.value(ColumnNames.AGREES) != null).count(),
        (int)
            rows.stream()
                .filter(row -> Boolean.TRUE.equals(row.value(ColumnNames.AGREES)))
                .count());
  }

  /** R2 of a trial; NaN where a class is predicted. */
  public static double r2(NamedRow row) {
    double accuracy = row.real(ColumnNames.FINAL_ACCURACY);
    return Double.isNaN(accuracy)
        ? new Baseline(row.real(ColumnNames.GUESS_LOSS), accuracy)
            .r2(row.real(ColumnNames.FINAL_LOSS))
        : Double.NaN;
  }

  /**
   * R2 of one cell minus that of another, over the replicates that both have; R2 below 0 counts as
   * 0, as in {@link org.gradientatlas.diagnose.Judgement#score}.
   */
  Interval gainedR2(int from, int to) {
    Map<Integer, Double> before = explained(from);
    Map<Integer, Double> after = explained(to);
    return Interval.of(
        before.entrySet().stream()
            .mapToDouble(trial -> after.getOrDefault(trial.getKey(), Double.NaN) - trial.getValue())
            .toArray());
  }

  private Map<Integer, Double> explained(int cell) {
    var byReplicate = new TreeMap<Integer, Double>();
    for (NamedRow row : inOrder.get(cell)) {
      byReplicate.put(row.count(ColumnNames.REPLICATE), Math.max(0, r2(row)));
    }
    return byReplicate;
  }

  private static Interval interval(List<NamedRow> rows, String column) {
    ToDoubleFunction<NamedRow> value = row -> row.real(column);
    return Interval.of(rows.stream().mapToDouble(value).toArray());
  }

  private static Map<MappedOutcome, Integer> outcomes(List<NamedRow> rows) {
    var counts = new LinkedHashMap<MappedOutcome, Integer>();
    rows.forEach(row -> counts.merge(outcome(row), 1, Integer::sum));
    return counts;
  }

  private static MappedOutcome outcome(NamedRow row) {
    return new MappedOutcome(
        Mechanism.valueOf(row.text(ColumnNames.MECHANISM)),
        OutcomeVerdict.valueOf(row.text(ColumnNames.OUTCOME_VERDICT)));
  }

  private static String mostFrequentRule(List<NamedRow> rows) {
    return rows.stream()
        .filter(row -> row.value(ColumnNames.RULE) != null)
        .collect(
            Collectors.groupingBy(
                row -> row.text(ColumnNames.RULE), TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("");
  }
}
