package org.gradientatlas.report.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
 * @param aggregate what the cells are made of, if each is a block of cells; else null
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
    String resolved,
    @Nullable Aggregate aggregate) {

  /**
   * A study of more cells than a page can show.
   *
   * @param whole with all its cells, but without series
   * @param note what the blocks are, in sentences
   */
  public record Aggregate(Report whole, String note) {}

  /** A report whose cells are those of the study. */
  public Report(
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
    this(study, axes, fixed, cells, sampling, series, changes, claims, provenance, resolved, null);
  }

  /** The same with other series. */
  public Report with(Sampling sampled, List<Series> ofCells) {
    return new Report(
        study,
        axes,
        fixed,
        cells,
        sampled,
        ofCells,
        changes,
        claims,
        provenance,
        resolved,
        aggregate);
  }

  /** This study in blocks of cells. */
  public Report inBlocks(String note, List<MapAxis> ofBlocks, List<MapCell> blocks) {
    return new Report(
        study,
        ofBlocks,
        fixed,
        blocks,
        sampling,
        series,
        List.of(),
        claims,
        provenance,
        resolved,
        new Aggregate(this, note));
  }

  /** The study with all its cells. */
  Report whole() {
    return aggregate == null ? this : aggregate.whole();
  }

  /** What the blocks are of which the page is made; empty if it has all cells. */
  public String blocks() {
    return aggregate == null ? "" : aggregate.note();
  }

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

  /** Whether any network was trained, and not only probed. */
  public boolean trained() {
    return !sampling.steps().isEmpty() || cells.stream().anyMatch(cell -> cell.judged() > 0);
  }

  /** The number of trials over all cells. */
  public int trials() {
    return cells.stream().mapToInt(MapCell::trials).sum();
  }
}
