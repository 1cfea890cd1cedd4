package org.gradientatlas.spark.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.gradientatlas.diagnose.Mechanism;
import org.gradientatlas.diagnose.OutcomeVerdict;
import org.gradientatlas.measure.Interval;
import org.gradientatlas.report.page.MapAxis;
import org.gradientatlas.report.page.MapCell;
import org.gradientatlas.spark.stored.NamedRow;
import org.gradientatlas.spark.stored.TrialCell;
import org.jspecify.annotations.Nullable;

/** The stored trials of a study as cells on its axes. */
final class ReportCells {
  /** Columns that are read of every trial, besides those of {@link TrialCell}. */
  static final List<String> COLUMNS =
      List.of(
          "others",
          "mechanism",
          "outcome_verdict",
          "rule",
          "agrees",
          "final_loss",
          "final_accuracy",
          "measured_log10_delta_slope",
          "measured_log10_growth",
          "theory_log10_delta_slope",
          "theory_log10_delta_slope_sd",
          "theory_log10_growth",
          "theory_chi1",
          "theory_correlation_depth");

  private final Map<TrialCell, List<NamedRow>> trials = new LinkedHashMap<>();
  private final Map<String, Integer> cellOfTrial = new HashMap<>();
  private final List<MapAxis> axes = new ArrayList<>();
  private final Map<String, String> fixed = new LinkedHashMap<>();

  /**
   * @param rows one a trial, in the order of the grid
   */
  ReportCells(List<NamedRow> rows) {
    Map<TrialCell, Integer> indices = new HashMap<>();
    for (NamedRow row : rows) {
      TrialCell cell = cell(row).cell();
      trials.computeIfAbsent(cell, c -> new ArrayList<>()).add(row);
      cellOfTrial.put(row.text("trial_id"), indices.computeIfAbsent(cell, c -> trials.size() - 1));
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (TrialCell cell : trials.keySet()) {
      cell.axes().forEach((a, v) -> values.computeIfAbsent(a, x -> new ArrayList<>()).add(v));
    }
    values.forEach(this::addAxis);
  }

  private void addAxis(String name, List<String> values) {
    // Studies whose grids are joined may have an axis in some of them alone.
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

  private static TrialCell cell(NamedRow row) {
    var columns = new ArrayList<@Nullable Object>();
    TrialCell.NAMES.forEach(name -> columns.add(row.value(name)));
    var others = new TreeMap<String, String>();
    Map<String, String> stored = row.texts("others");
    others.putAll(stored);
    return new TrialCell(columns, others);
  }

  /** What varies. */
  List<MapAxis> axes() {
    return axes;
  }

  /** What does not. */
  Map<String, String> fixed() {
    return fixed;
  }

  /** The index of the cell of every trial. */
  Map<String, Integer> cellOfTrial() {
    return cellOfTrial;
  }

  /** The cells' networks, in the order of the cells. */
  Collection<TrialCell> networks() {
    return trials.keySet();
  }

  /**
   * The cells.
   *
   * @param clips by cell, of those that have a clip rule
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
        rows.get(0).text("trial_id"),
        counts(rows, Mechanism.class, row -> Mechanism.valueOf(row.text("mechanism"))),
        counts(
            rows, OutcomeVerdict.class, row -> OutcomeVerdict.valueOf(row.text("outcome_verdict"))),
        mostFrequentRule(rows),
        interval(rows, "final_accuracy"),
        interval(rows, "final_loss"),
        interval(rows, "measured_log10_growth"),
        interval(rows, "measured_log10_delta_slope"),
        theory(rows),
        clip);
  }

  private static MapCell.Theory theory(List<NamedRow> rows) {
    return new MapCell.Theory(
        interval(rows, "theory_log10_delta_slope").mean(),
        interval(rows, "theory_log10_delta_slope_sd").mean(),
        interval(rows, "theory_log10_growth").mean(),
        interval(rows, "theory_chi1").mean(),
        interval(rows, "theory_correlation_depth").mean(),
        (int) rows.stream().filter(row -> row.value("agrees") != null).count(),
        (int) rows.stream().filter(row -> Boolean.TRUE.equals(row.value("agrees"))).count());
  }

  private static Interval interval(List<NamedRow> rows, String column) {
    ToDoubleFunction<NamedRow> value = row -> row.real(column);
    return Interval.of(rows.stream().mapToDouble(value).toArray());
  }

  private static <E extends Enum<E>> Map<E, Integer> counts(
      List<NamedRow> rows, Class<E> type, Function<NamedRow, E> value) {
    var counts = new EnumMap<E, Integer>(type);
    rows.forEach(row -> counts.merge(value.apply(row), 1, Integer::sum));
    return counts;
  }

  private static String mostFrequentRule(List<NamedRow> rows) {
    return rows.stream()
        .filter(row -> row.value("rule") != null)
        .collect(
            Collectors.groupingBy(row -> row.text("rule"), TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("");
  }
}
