package org.gradientatlas.spark.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradientatlas.diagnose.OutcomeVerdict;
import org.gradientatlas.report.page.MapAxis;
import org.gradientatlas.report.page.MapView;
import org.gradientatlas.table.schema.ColumnNames;

/**
 * The cells of a large study joined into blocks, few enough for a page: neighbours on axes of
 * numbers, and, if these are still too many, all values of the axes that matter least.
 */
final class CellBlocks {
  /** A page of more squares is slow to open. */
  static final int MOST = 2000;

  private static final int MOST_RANGES = 32;
  private static final int LEAST_RANGES = 8;

  private final List<MapAxis> all;
  private final List<List<Integer>> places;
  private final List<List<ReportedTrial>> trials;

  /** The number of ranges of each axis; one for an axis that is not shown. */
  private final int[] ranges;

  CellBlocks(ReportCells cells) {
    all = cells.axes();
    places = cells.places();
    trials = cells.trials();
    ranges = all.stream().mapToInt(axis -> axis.values().size()).toArray();
    for (int axis = 0; axis < ranges.length; axis++) {
      if (isRanged(axis)) {
        ranges[axis] = Math.min(ranges[axis], MOST_RANGES);
      }
    }
    while (count() > MOST) {
      coarsen();
    }
  }

  /** Whether a study has so many cells that blocks are shown. */
  static boolean areNeeded(ReportCells cells) {
    return cells.networks().size() > MOST;
  }

  private boolean isRanged(int axis) {
    return all.get(axis).numeric() && !all.get(axis).name().equals(ColumnNames.DEPTH);
  }

  private int count() {
    Set<List<Integer>> blocks = new HashSet<>();
    places.forEach(place -> blocks.add(block(place)));
    return blocks.size();
  }

  /** The place of a block, on all axes. */
  private List<Integer> block(List<Integer> place) {
    var block = new ArrayList<Integer>();
    for (int axis = 0; axis < ranges.length; axis++) {
      block.add(place.get(axis) * ranges[axis] / all.get(axis).values().size());
    }
    return block;
  }

  private void coarsen() {
    int longest =
        IntStream.range(0, ranges.length)
            .filter(axis -> isRanged(axis) && ranges[axis] > LEAST_RANGES)
            .boxed()
            .max(Comparator.comparingInt(axis -> ranges[axis]))
            .orElse(-1);
    if (longest >= 0) {
      ranges[longest] = Math.max(LEAST_RANGES, ranges[longest] - 1 - ranges[longest] / 16);
    } else {
      IntStream.range(0, ranges.length)
          .filter(axis -> ranges[axis] > 1)
          .boxed()
          .min(Comparator.comparingDouble(this::influence))
          .ifPresent(axis -> ranges[axis] = 1);
    }
  }

  private double influence(int axis) {
    Map<Integer, int[]> byValue = new TreeMap<>();
    for (int cell = 0; cell < places.size(); cell++) {
      int[] counts = byValue.computeIfAbsent(places.get(cell).get(axis), value -> new int[2]);
      for (ReportedTrial trial : trials.get(cell)) {
        counts[0] += trial.diagnosed().verdict() == OutcomeVerdict.LEARNED ? 1 : 0;
        counts[1]++;
      }
    }
    return MapView.influence(
        byValue.values().stream().mapToDouble(counts -> (double) counts[0] / counts[1]),
        byValue.values().stream().mapToDouble(counts -> 0));
  }

  private List<Integer> shown() {
    return IntStream.range(0, ranges.length).filter(axis -> ranges[axis] > 1).boxed().toList();
  }

  /** The axes of the blocks. A range is named by the value in its middle. */
  List<MapAxis> axes() {
    return shown().stream()
        .map(axis -> new MapAxis(all.get(axis).name(), all.get(axis).numeric(), names(axis)))
        .toList();
  }

  private List<String> names(int axis) {
    List<String> values = all.get(axis).values();
    return IntStream.range(0, ranges[axis])
        .mapToObj(
            range -> {
              int first = ceiling(range * values.size(), ranges[axis]);
              int next = ceiling((range + 1) * values.size(), ranges[axis]);
              return values.get((first + next - 1) / 2);
            })
        .toList();
  }

  private static int ceiling(int a, int b) {
    return (a + b - 1) / b;
  }

  /** The trials of each block, by its place on the axes that are shown. */
  Map<List<Integer>, List<ReportedTrial>> trials() {
    List<Integer> shown = shown();
    var blocks = new LinkedHashMap<List<Integer>, List<ReportedTrial>>();
    for (int cell = 0; cell < places.size(); cell++) {
      List<Integer> block = block(places.get(cell));
      blocks
          .computeIfAbsent(shown.stream().map(block::get).toList(), place -> new ArrayList<>())
          .addAll(trials.get(cell));
    }
    return blocks;
  }

  /** What a reader must know of them. */
  String note() {
    String ranged =
        shown().stream()
            .filter(axis -> ranges[axis] < all.get(axis).values().size())
            .map(
                axis ->
                    "the %,d values of %s are in %d ranges, each named by the value in its middle"
                        .formatted(all.get(axis).values().size(), name(axis), ranges[axis]))
            .collect(Collectors.joining(", "));
    String hidden =
        IntStream.range(0, ranges.length)
            .filter(axis -> ranges[axis] == 1)
            .mapToObj(this::name)
            .collect(Collectors.joining(" and "));
    return "This study has %,d cells, more than a page can show. It shows %,d blocks of them, each as if it were one cell: %s."
        .formatted(
            places.size(),
            count(),
            ranged
                + (ranged.isEmpty() || hidden.isEmpty() ? "" : "; ")
                + (hidden.isEmpty() ? "" : "all values of " + hidden + " together"));
  }

  private String name(int axis) {
    return all.get(axis).name().replace('_', ' ');
  }
}
