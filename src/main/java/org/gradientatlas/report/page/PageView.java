package org.gradientatlas.report.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradientatlas.recipe.Recipe;
import org.jspecify.annotations.Nullable;

/** The initial view of the page's map. */
final class PageView {
  /** More panels are hard to read on a page; a terminal shows a selection instead. */
  private static final int MOST_PANELS = 16;

  private final Report report;

  private PageView(Report report) {
    this.report = report;
  }

  /**
   * Names of the axes for columns (x), rows (y) and panels; null for none. And the choices of the
   * best recipe, which the axes without a place start with.
   */
  static Map<String, @Nullable Object> of(Report report) {
    MapView view = new PageView(report).view();
    MapAxis panels = view.panels();
    boolean few = panels != null && panels.values().size() <= MOST_PANELS;
    var names = new LinkedHashMap<String, @Nullable Object>();
    names.put("x", name(view.columns()));
    names.put("y", name(view.rows()));
    names.put("panel", few ? name(panels) : null);
    Recipe best = new ReportAnswer(report).recipe();
    names.put("choices", best == null ? Map.of() : best.choices());
    return names;
  }

  private static @Nullable String name(@Nullable MapAxis axis) {
    return axis == null ? null : axis.name();
  }

  private MapView view() {
    var influence = new LinkedHashMap<MapAxis, Double>();
    for (int axis = 0; axis < report.axes().size(); axis++) {
      influence.put(report.axes().get(axis), influence(axis));
    }
    return MapView.of(influence);
  }

  private double influence(int axis) {
    List<List<MapCell>> byValue =
        IntStream.range(0, report.axes().get(axis).values().size())
            .mapToObj(
                value ->
                    report.cells().stream()
                        .filter(cell -> cell.values().get(axis) == value)
                        .toList())
            .toList();
    return MapView.influence(
        byValue.stream().mapToDouble(PageView::learnedShare),
        byValue.stream().mapToDouble(PageView::growth));
  }

  private static double learnedShare(List<MapCell> cells) {
    int learned = cells.stream().mapToInt(MapCell::learned).sum();
    return learned / (double) cells.stream().mapToInt(MapCell::judged).sum();
  }

  /** Mean growth over the cells that have one. */
  private static double growth(List<MapCell> cells) {
    double sum =
        cells.stream()
            .filter(cell -> cell.growth().n() > 0)
            .mapToDouble(cell -> cell.growth().n() * cell.growth().mean())
            .sum();
    return sum / cells.stream().mapToInt(cell -> cell.growth().n()).sum();
  }
}
