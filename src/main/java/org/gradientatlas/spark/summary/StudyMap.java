package org.gradientatlas.spark.summary;

import java.io.Serializable;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.gradientatlas.report.page.MapAxis;
import org.gradientatlas.report.page.MapView;
import org.gradientatlas.spark.stored.TrialCell;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * A small map of a study over up to three axes, and its extreme cells.
 *
 * @param panels the axis with one panel per value; null if fewer than three axes vary
 * @param rows the axis of each panel's rows; null if fewer than two axes vary
 * @param columns the axis of each panel's columns; null if no axis varies
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
  public record Spot(String panel, String row, String column) implements Serializable {}

  /**
   * A cell.
   *
   * @param network its values on the axes that vary, for example {@code depth=30, activation=relu}
   */
  public record Extreme(String network, CellTally tally) {}

  /**
   * Builds the map from all trials.
   *
   * @param varying names of the axes that vary
   */
  static StudyMap of(JavaRDD<JudgedTrial> trials, List<String> varying) {
    JavaPairRDD<TrialCell, CellTally> cells =
        trials
            .mapToPair(trial -> new Tuple2<>(trial.cell().cell(), CellTally.of(trial)))
            .reduceByKey(CellTally::merge)
            .persist(StorageLevel.MEMORY_AND_DISK_SER());
    MapView view = MapView.of(influence(cells, varying));
    Map<Spot, CellTally> spots =
        spots(cells, name(view.panels()), name(view.rows()), name(view.columns()));
    int count = (int) Math.min(2L * EXTREMES, cells.count());
    List<Extreme> worst = extremes(cells, (count + 1) / 2, new ByLearning(1), varying);
    List<Extreme> best = extremes(cells, count / 2, new ByLearning(-1), varying);
    cells.unpersist();
    return new StudyMap(view.panels(), view.rows(), view.columns(), spots, worst, best);
  }

  private static String name(@Nullable MapAxis axis) {
    return axis == null ? "" : axis.name();
  }

  /** The axes that vary, with their influence. */
  private static Map<MapAxis, Double> influence(
      JavaPairRDD<TrialCell, CellTally> cells, List<String> varying) {
    Map<String, Map<String, CellTally>> byAxis = new HashMap<>();
    cells
        .flatMapToPair(
            cell ->
                cell._1().axes().entrySet().stream()
                    .filter(axis -> varying.contains(axis.getKey()))
                    .map(
                        axis ->
                            new Tuple2<>(new Tuple2<>(axis.getKey(), axis.getValue()), cell._2()))
                    .iterator())
        .reduceByKey(CellTally::merge)
        .collectAsMap()
        .forEach(
            (at, tally) ->
                byAxis.computeIfAbsent(at._1(), axis -> new HashMap<>()).put(at._2(), tally));
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
      JavaPairRDD<TrialCell, CellTally> cells, String panel, String row, String column) {
    return cells
        .mapToPair(
            cell -> {
              Map<String, String> values = cell._1().axes();
              return new Tuple2<>(
                  new Spot(
                      values.getOrDefault(panel, ""),
                      values.getOrDefault(row, ""),
                      values.getOrDefault(column, "")),
                  cell._2());
            })
        .reduceByKey(CellTally::merge)
        .collectAsMap();
  }

  private static List<Extreme> extremes(
      JavaPairRDD<TrialCell, CellTally> cells, int count, ByLearning order, List<String> varying) {
    return count == 0
        ? List.of()
        : cells.map(Tuple2::swap).takeOrdered(count, order).stream()
            .map(cell -> new Extreme(network(cell._2(), varying), cell._1()))
            .toList();
  }

  private static String network(TrialCell cell, List<String> varying) {
    return cell.axes().entrySet().stream()
        .filter(axis -> varying.contains(axis.getKey()))
        .map(axis -> axis.getKey() + "=" + axis.getValue())
        .collect(Collectors.joining(", "));
  }

  /**
   * Orders cells from the worst or from the best: by share that learned, divergence, accuracy or
   * R2, and how far gradients grew or shrank.
   */
  private record ByLearning(int sign)
      implements Comparator<Tuple2<CellTally, TrialCell>>, Serializable {
    private static final Comparator<CellTally> WORST_FIRST =
        Comparator.comparingDouble((CellTally cell) -> finite(cell.learnedShare()))
            .thenComparing(cell -> -cell.diverged() / (double) cell.trials())
            .thenComparing(cell -> finite(cell.score()))
            .thenComparing(cell -> -finite(Math.abs(cell.growth())));

    @Override
    public int compare(Tuple2<CellTally, TrialCell> a, Tuple2<CellTally, TrialCell> b) {
      int order = sign * WORST_FIRST.compare(a._1(), b._1());
      return order != 0 ? order : a._1().position().compareTo(b._1().position());
    }

    private static double finite(double value) {
      return Double.isFinite(value) ? value : 0;
    }
  }
}
