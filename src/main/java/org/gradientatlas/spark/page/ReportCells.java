package org.gradientatlas.spark.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gradientatlas.measure.Interval;
import org.gradientatlas.report.page.MapAxis;
import org.gradientatlas.report.page.MapCell;
import org.gradientatlas.spark.stored.StudyAxes;
import org.gradientatlas.spark.stored.TrialCell;

/** The stored trials of a study as cells on its axes. */
final class ReportCells {
  private static final String ABSENT = "-";

  private final Map<TrialCell, List<ReportedTrial>> trials = new LinkedHashMap<>();
  private final List<List<ReportedTrial>> inOrder;
  private final StudyAxes studyAxes;
  private final List<MapAxis> axes = new ArrayList<>();
  private final Map<String, String> fixed = new LinkedHashMap<>();

  /**
   * @param all in grid order
   */
  ReportCells(List<ReportedTrial> all) {
    all.forEach(
        trial -> trials.computeIfAbsent(trial.cell(), cell -> new ArrayList<>()).add(trial));
    inOrder = List.copyOf(trials.values());
    studyAxes = StudyAxes.of(trials.keySet());
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (TrialCell cell : trials.keySet()) {
      studyAxes
          .of(cell)
          .forEach((a, v) -> values.computeIfAbsent(a, x -> new ArrayList<>()).add(v));
    }
    values.forEach(this::addAxis);
  }

  private void addAxis(String name, List<String> values) {
    // A grid of several blocks may have an axis in some blocks only.
    var all = new ArrayList<>(values);
    if (values.size() < trials.size()) {
      all.add(ABSENT);
    }
    List<String> shown = all.stream().map(value -> studyAxes.shown(name, value)).toList();
    MapAxis axis = MapAxis.of(name, shown);
    if (axis.values().size() == 1) {
      fixed.put(name, values.get(0));
    } else {
      axes.add(axis);
    }
  }

  /** The axes that vary. */
  List<MapAxis> axes() {
    return axes;
  }

  /** The axes that do not vary, with their values. */
  Map<String, String> fixed() {
    return fixed;
  }

  /** All axes, with the exact values of cells. */
  StudyAxes studyAxes() {
    return studyAxes;
  }

  /** The network of each cell, in cell order. */
  Collection<TrialCell> networks() {
    return trials.keySet();
  }

  /** The trials of each cell, in cell order. */
  List<List<ReportedTrial>> trials() {
    return inOrder;
  }

  /** The place of each cell on the axes that vary, as indices of their values. */
  List<List<Integer>> places() {
    var indices = new ArrayList<Map<String, Integer>>();
    for (MapAxis axis : axes) {
      var ofAxis = new HashMap<String, Integer>();
      axis.values().forEach(value -> ofAxis.put(value, ofAxis.size()));
      indices.add(ofAxis);
    }
    var places = new ArrayList<List<Integer>>();
    for (TrialCell network : trials.keySet()) {
      Map<String, String> values = studyAxes.shown(network);
      var place = new ArrayList<Integer>();
      for (int axis = 0; axis < axes.size(); axis++) {
        String value = values.getOrDefault(axes.get(axis).name(), ABSENT);
        place.add(indices.get(axis).getOrDefault(value, -1));
      }
      places.add(List.copyOf(place));
    }
    return places;
  }

  /**
   * The cells.
   *
   * @param clips by cell index, for cells with a clip rule
   */
  List<MapCell> cells(Map<Integer, MapCell.Clip> clips) {
    List<List<Integer>> places = places();
    var cells = new ArrayList<MapCell>();
    for (List<ReportedTrial> its : trials.values()) {
      int cell = cells.size();
      cells.add(CellNumbers.of(places.get(cell), its, clips.getOrDefault(cell, MapCell.Clip.NONE)));
    }
    return cells;
  }

  /**
   * R2 of one cell minus that of another, over the replicates that both have; R2 below 0 counts as
   * 0, as in {@link org.gradientatlas.diagnose.Judgement#score}.
   */
  Interval gainedR2(int from, int to) {
    Map<Integer, Double> before = explained(from);
    Map<Integer, Double> after = explained(to);
    return Interval.of(
        before.entrySet().stream()
            .mapToDouble(trial -> after.getOrDefault(trial.getKey(), Double.NaN) - trial.getValue())
            .toArray());
  }

  private Map<Integer, Double> explained(int cell) {
    var byReplicate = new TreeMap<Integer, Double>();
    for (ReportedTrial trial : inOrder.get(cell)) {
      byReplicate.put(trial.replicate(), Math.max(0, trial.scores().r2()));
    }
    return byReplicate;
  }
}
