package org.gradientatlas.report.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All data shown on a study's page.
 *
 * @param study its name
 * @param axes the varying axes; none for a study of one cell
 * @param fixed the values of the other axes, by axis
 * @param cells in grid order
 * @param series one per cell, in the same order; unrecorded numbers are missing
 * @param changes changes between cells
 * @param claims claims with measured numbers, in study order
 * @param provenance what ran where, label to value
 * @param resolved the study with every default filled in; empty if it is unknown
 */
public record Report(
    String study,
    List<MapAxis> axes,
    Map<String, String> fixed,
    List<MapCell> cells,
    Sampling sampling,
    List<Series> series,
    List<AxisChange> changes,
    List<Claimed> claims,
    Map<String, String> provenance,
    String resolved) {

  /** A stored claim. Missing bounds and numbers are NaN. */
  public record Claimed(
      String text,
      double published,
      double atLeast,
      double atMost,
      double measured,
      boolean agrees,
      String note) {}

  /** The report of a study without any trained trials. */
  public static Report empty(String study, String resolved) {
    return new Report(
        study,
        List.of(),
        Map.of(),
        List.of(),
        new Sampling(List.of(), 0),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        resolved);
  }

  /** The values of a cell on the axes that vary. */
  Map<String, String> values(MapCell cell) {
    var values = new LinkedHashMap<String, String>();
    for (int axis = 0; axis < axes.size(); axis++) {
      values.put(axes.get(axis).name(), axes.get(axis).values().get(cell.values().get(axis)));
    }
    return values;
  }

  /** The number of trials over all cells. */
  public int trials() {
    return cells.stream().mapToInt(MapCell::trials).sum();
  }
}
