package org.gradientatlas.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradientatlas.measure.Interval;
import org.jspecify.annotations.Nullable;

/**
 * A change of one axis over all pairs of cells that differ by it, in the direction that improves
 * mean accuracy (or R2, where numbers are predicted).
 *
 * @param axis index of an axis
 * @param from index of the axis' value before
 * @param to index of the axis' value after
 * @param pairs of cells
 * @param clear pairs whose own interval of the score excludes 0
 * @param failing pairs whose first network did not learn
 * @param rescued how many of these have a second network that learned
 * @param score mean difference of the accuracy or R2 over the pairs that have one, with its
 *     interval over these pairs
 * @param slope the same for the measured slope, in decades per layer
 */
public record Remedy(
    int axis,
    int from,
    int to,
    int pairs,
    int clear,
    int failing,
    int rescued,
    Interval score,
    Interval slope) {

  private record Kind(int axis, int from, int to) {}

  /** All remedies, the most helpful first. */
  static List<Remedy> of(List<MapCell> cells, List<AxisChange> changes) {
    Map<Kind, List<AxisChange>> kinds = new LinkedHashMap<>();
    for (AxisChange change : changes) {
      int from = cells.get(change.from()).values().get(change.axis());
      int to = cells.get(change.to()).values().get(change.axis());
      // Fixes the order of each pair, so that both directions of a change are counted together.
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
            Comparator.comparingDouble((Remedy r) -> number(r.score.mean()))
                .reversed()
                .thenComparing(r -> -number(Math.abs(r.slope.mean()))))
        .toList();
  }

  private static Remedy helpful(Kind kind, List<AxisChange> changes, List<MapCell> cells) {
    Remedy forth = of(kind, changes, cells);
    if (number(forth.score.mean()) >= 0) {
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
        (int) changes.stream().filter(c -> c.score().excludesZero()).count(),
        failing.size(),
        (int) failing.stream().filter(c -> cells.get(c.to()).learns()).count(),
        Interval.of(changes.stream().mapToDouble(c -> c.score().mean()).toArray()),
        Interval.of(changes.stream().mapToDouble(c -> c.slope().mean()).toArray()));
  }

  /** The remedy that made the most networks learn; null if none did. */
  static @Nullable Remedy best(List<Remedy> remedies) {
    return remedies.stream()
        .filter(r -> r.rescued > 0)
        .max(
            Comparator.comparingDouble((Remedy r) -> (double) r.rescued / (r.failing + 1))
                .thenComparing(r -> r.score.mean()))
        .orElse(null);
  }

  private static double number(double value) {
    return Double.isNaN(value) ? 0 : value;
  }
}
