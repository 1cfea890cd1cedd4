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
 * Which axes a map shows at first, in a terminal and on the page.
 *
 * @param panels an axis with a panel for each value; null if fewer than three axes vary
 * @param rows of each panel; null if fewer than two axes vary
 * @param columns of each panel; null if no axis varies
 */
public record MapView(@Nullable MapAxis panels, @Nullable MapAxis rows, @Nullable MapAxis columns) {
  private static final String USUAL_PANELS = "activation";

  /**
   * Chooses the usual axes, or else those along which most changes.
   *
   * @param influence of every axis that varies
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
   * How much changes along an axis. Learning counts more than the size of gradients, where anything
   * was trained.
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

  /** Activations get a panel each, unless nothing else is left for the rows. */
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
