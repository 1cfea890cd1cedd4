package org.gradientatlas.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * The axes that a map shows initially, in a terminal and on the page.
 *
 * @param panels the axis with one panel per value; null if fewer than three axes vary
 * @param rows the axis of each panel's rows; null if fewer than two axes vary
 * @param columns the axis of each panel's columns; null if no axis varies
 */
public record MapView(@Nullable MapAxis panels, @Nullable MapAxis rows, @Nullable MapAxis columns) {
  private static final String USUAL_PANELS = "activation";

  /**
   * Chooses the usual axes, or else the most influential ones.
   *
   * @param influence the influence of every axis that varies
   */
  public static MapView of(Map<MapAxis, Double> influence) {
    List<MapAxis> axes =
        influence.entrySet().stream()
            .sorted(
                Comparator.comparingDouble((Map.Entry<MapAxis, Double> axis) -> -axis.getValue())
                    .thenComparing(axis -> axis.getKey().name()))
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(ArrayList::new));
    MapAxis columns = first(axes, "depth", true);
    axes.remove(columns);
    MapAxis rows = first(exceptForPanels(axes), "initializer", false);
    axes.remove(rows);
    return new MapView(first(axes, USUAL_PANELS, false), rows, columns);
  }

  /**
   * The influence of an axis. If anything was trained, learning counts more than gradient sizes.
   *
   * @param learned for each value of the axis, the share of networks that learned; NaN for unknown
   * @param growth for each value, the mean decades that gradients grew; NaN for unknown
   */
  public static double influence(DoubleStream learned, DoubleStream growth) {
    return range(learned) + 1e-3 * range(growth);
  }

  private static double range(DoubleStream values) {
    DoubleSummaryStatistics known = values.filter(Double::isFinite).summaryStatistics();
    return known.getCount() == 0 ? 0 : known.getMax() - known.getMin();
  }

  /** Reserves the activation axis for panels, unless the rows need it. */
  private static List<MapAxis> exceptForPanels(List<MapAxis> axes) {
    List<MapAxis> others = axes.stream().filter(axis -> !axis.name().equals(USUAL_PANELS)).toList();
    return others.isEmpty() ? axes : others;
  }

  private static @Nullable MapAxis first(List<MapAxis> axes, String usual, boolean numeric) {
    return axes.stream()
        .filter(axis -> axis.name().equals(usual))
        .findFirst()
        .or(() -> axes.stream().filter(axis -> axis.numeric() == numeric).findFirst())
        .or(() -> axes.stream().findFirst())
        .orElse(null);
  }
}
