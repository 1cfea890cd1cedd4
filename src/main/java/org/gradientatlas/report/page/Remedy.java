package org.gradientatlas.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradientatlas.measure.Interval;
import org.jspecify.annotations.Nullable;

/**
 * One change of one axis over all pairs of cells that it takes into each other, in the direction
 * that helps: accuracy, or else loss, gets better on average.
 *
 * @param axis index of an axis
 * @param from index of the axis' value before
 * @param to index of the axis' value after
 * @param pairs of cells
 * @param clear pairs whose own interval of the accuracy excludes 0
 * @param failing pairs whose first network did not learn
 * @param rescued of these, pairs whose second did
 * @param accuracy mean difference over the pairs that have one, with its interval over these pairs
 * @param slope the same of the measured slope, decades a layer
 */
public record Remedy(
    int axis,
    int from,
    int to,
    int pairs,
    int clear,
    int failing,
    int rescued,
    Interval accuracy,
    Interval slope) {

  /** Axes that say how large a network is: what changes them is no remedy. */
  static final List<String> AXES_OF_SIZE = List.of("depth", "width");

  private record Kind(int axis, int from, int to) {}

  /** All that the changes show, the most helpful first. */
  static List<Remedy> of(List<MapCell> cells, List<AxisChange> changes) {
    Map<Kind, List<AxisChange>> kinds = new LinkedHashMap<>();
    for (AxisChange change : changes) {
      int from = cells.get(change.from()).values().get(change.axis());
      int to = cells.get(change.to()).values().get(change.axis());
      // A value of an axis may be missing where grids are joined; pairs meet in one order alone.
      boolean forth = from < to;
      kinds
          .computeIfAbsent(
              new Kind(change.axis(), Math.min(from, to), Math.max(from, to)),
              kind -> new ArrayList<>())
          .add(forth ? change : change.reversed());
    }
    return kinds.entrySet().stream()
        .map(kind -> helpful(kind.getKey(), kind.getValue(), cells))
        .sorted(
            Comparator.comparingDouble((Remedy r) -> number(r.accuracy.mean()))
                .reversed()
                .thenComparing(r -> -number(Math.abs(r.slope.mean()))))
        .toList();
  }

  private static Remedy helpful(Kind kind, List<AxisChange> changes, List<MapCell> cells) {
    Remedy forth = of(kind, changes, cells);
    if (number(forth.accuracy.mean()) >= 0) {
      return forth;
    }
    return of(
        new Kind(kind.axis, kind.to, kind.from),
        changes.stream().map(AxisChange::reversed).toList(),
        cells);
  }

  private static Remedy of(Kind kind, List<AxisChange> changes, List<MapCell> cells) {
    List<AxisChange> failing = changes.stream().filter(c -> !cells.get(c.from()).learns()).toList();
    return new Remedy(
        kind.axis,
        kind.from,
        kind.to,
        changes.size(),
        (int) changes.stream().filter(c -> c.accuracy().excludesZero()).count(),
        failing.size(),
        (int) failing.stream().filter(c -> cells.get(c.to()).learns()).count(),
        Interval.of(changes.stream().mapToDouble(c -> c.accuracy().mean()).toArray()),
        Interval.of(changes.stream().mapToDouble(c -> c.slope().mean()).toArray()));
  }

  /** Among remedies, the one that brought most networks to learn; null if none did. */
  static @Nullable Remedy best(List<Remedy> remedies) {
    return remedies.stream()
        .filter(r -> r.rescued > 0)
        .max(
            Comparator.comparingDouble((Remedy r) -> (double) r.rescued / (r.failing + 1))
                .thenComparing(r -> r.accuracy.mean()))
        .orElse(null);
  }

  private static double number(double value) {
    return Double.isNaN(value) ? 0 : value;
  }
}
