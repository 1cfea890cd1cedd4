package org.gradientatlas.report.page;

import java.util.List;
import java.util.Map;

/**
 * All that the page of a study shows.
 *
 * @param study its name
 * @param axes what varies, at least one value each; none for a study of one cell
 * @param fixed what does not vary, by axis
 * @param cells in the order of the grid
 * @param series of the cells, in the same order; numbers that were not recorded are missing
 * @param changes from cell to cell
 * @param claims with what was measured, in the order of the study
 * @param provenance what ran where, as lines of a table: label to value
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

  /** A claim as it is stored. Bounds and numbers that there are none of are NaN. */
  public record Claimed(
      String text,
      double published,
      double atLeast,
      double atMost,
      double measured,
      boolean agrees,
      String note) {}

  /** Of a study of which nothing was trained. */
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

  /** How many networks were trained. */
  public int trials() {
    return cells.stream().mapToInt(MapCell::trials).sum();
  }
}
