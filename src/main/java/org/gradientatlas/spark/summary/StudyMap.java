package org.gradientatlas.spark.summary;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gradientatlas.axis.architecture.Architecture.Profile;
import org.gradientatlas.report.page.MapAxis;
import org.gradientatlas.report.page.MapView;
import org.jspecify.annotations.Nullable;

/**
 * A small map of a study over up to three axes, and its extreme cells.
 *
 * @param panels the axis with one panel per value; null if fewer than three axes vary
 * @param rows the axis of each panel's rows; null if fewer than two axes vary
 * @param columns the axis of each panel's columns; null if none varies, or words in rows alone
 * @param spots all trials, grouped by their values on these axes; "" for a missing axis
 * @param worst the worst cells, worst first
 * @param best the best cells, best first
 */
public record StudyMap(
    @Nullable MapAxis panels,
    @Nullable MapAxis rows,
    @Nullable MapAxis columns,
    Map<Spot, CellTally> spots,
    List<Extreme> worst,
    List<Extreme> best) {
  private static final int EXTREMES = 5;

  public StudyMap {
    spots = Collections.unmodifiableMap(spots);
    worst = List.copyOf(worst);
    best = List.copyOf(best);
  }

  /** A place on the map. */
  public record Spot(String panel, String row, String column) {}

  /**
   * A cell.
   *
   * @param network its values on the axes that vary, for example {@code depth=30, activation=relu}
   * @param over what its profile goes over
   * @param truncated whether that profile begins at the first time step that truncation leaves
   */
  public record Extreme(String network, Profile over, boolean truncated, CellTally tally) {}

  /** Builds the map from all trials. */
  static StudyMap of(JudgedTrials trials) {
    var cells = new ArrayList<Cell>();
    trials
        .cells()
        .forEach(
            (cell, its) ->
                cells.add(
                    new Cell(
                        trials.axes().shown(cell),
                        cell.architecture().profile(),
                        cell.isTruncated(),
                        its.stream().map(CellTally::of).reduce(CellTally::merge).orElseThrow())));
    MapView view = MapView.of(influence(cells));
    MapAxis rows = view.rows();
    MapAxis columns = view.columns();
    // Words have more room at the left.
    if (rows == null && columns != null && !columns.numeric()) {
      rows = columns;
      columns = null;
    }
    Map<Spot, CellTally> spots = spots(cells, name(view.panels()), name(rows), name(columns));
    int count = Math.min(2 * EXTREMES, cells.size());
    return new StudyMap(
        view.panels(),
        rows,
        columns,
        spots,
        extremes(cells, (count + 1) / 2, WORST_FIRST),
        extremes(cells, count / 2, BEST_FIRST));
  }

  /** A cell with its values on the axes that vary. */
  private record Cell(
      Map<String, String> values, Profile over, boolean truncated, CellTally tally) {}

  private static String name(@Nullable MapAxis axis) {
    return axis == null ? "" : axis.name();
  }

  /** The axes that vary, with their influence. */
  private static Map<MapAxis, Double> influence(List<Cell> cells) {
    Map<String, Map<String, CellTally>> byAxis = new HashMap<>();
    for (Cell cell : cells) {
      cell.values()
          .forEach(
              (axis, value) ->
                  byAxis
                      .computeIfAbsent(axis, a -> new HashMap<>())
                      .merge(value, cell.tally(), CellTally::merge));
    }
    var influence = new HashMap<MapAxis, Double>();
    byAxis.forEach(
        (axis, values) ->
            influence.put(
                MapAxis.of(axis, inOrder(values)),
                MapView.influence(
                    values.values().stream().mapToDouble(CellTally::learnedShare),
                    values.values().stream().mapToDouble(CellTally::growth))));
    return influence;
  }

  private static List<String> inOrder(Map<String, CellTally> values) {
    return values.entrySet().stream()
        .sorted(Comparator.comparing(value -> value.getValue().position()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Map<Spot, CellTally> spots(
      List<Cell> cells, String panel, String row, String column) {
    var spots = new HashMap<Spot, CellTally>();
    for (Cell cell : cells) {
      var spot =
          new Spot(
              cell.values().getOrDefault(panel, ""),
              cell.values().getOrDefault(row, ""),
              cell.values().getOrDefault(column, ""));
      spots.merge(spot, cell.tally(), CellTally::merge);
    }
    return spots;
  }

  private static List<Extreme> extremes(List<Cell> cells, int count, Comparator<CellTally> order) {
    return cells.stream()
        .sorted(
            Comparator.comparing(Cell::tally, order).thenComparing(cell -> cell.tally().position()))
        .limit(count)
        .map(cell -> new Extreme(network(cell), cell.over(), cell.truncated(), cell.tally()))
        .toList();
  }

  private static String network(Cell cell) {
    return cell.values().entrySet().stream()
        .map(axis -> axis.getKey() + "=" + axis.getValue())
        .collect(Collectors.joining(", "));
  }

  /**
   * By share that learned, divergence, accuracy or R2, trouble and warnings, and how far gradients
   * grew or shrank.
   */
  private static final Comparator<CellTally> WORST_FIRST =
      Comparator.comparingDouble((CellTally cell) -> finite(cell.learnedShare()))
          .thenComparing(cell -> -cell.diverged() / (double) cell.trials())
          .thenComparing(cell -> finite(cell.score()))
          .thenComparing(cell -> -cell.troubled())
          .thenComparing(cell -> -cell.warned())
          .thenComparing(cell -> -finite(Math.abs(cell.growth())));

  private static final Comparator<CellTally> BEST_FIRST = WORST_FIRST.reversed();

  private static double finite(double value) {
    return Double.isFinite(value) ? value : 0;
  }
}
