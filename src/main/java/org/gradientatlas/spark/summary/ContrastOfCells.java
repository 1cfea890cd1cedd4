package org.gradientatlas.spark.summary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.gradientatlas.axis.architecture.ArchitectureKind;
import org.gradientatlas.diagnose.Contrast;
import org.gradientatlas.diagnose.Contrast.Level;
import org.gradientatlas.spark.stored.StudyAxes;
import org.gradientatlas.spark.stored.TrialCell;
import org.gradientatlas.table.schema.ColumnNames;
import org.gradientatlas.table.schema.ContrastRecord;

/**
 * A contrast together with its two cells' common axes.
 *
 * @param shared the cell without the axis in which the two differ
 */
record ContrastOfCells(String axis, TrialCell shared, Contrast contrast) {

  /** All contrasts, by axis and then in grid order. */
  static void each(
      Map<TrialCell, List<JudgedTrial>> cells, StudyAxes axes, Consumer<ContrastOfCells> each) {
    var values = new LinkedHashMap<TrialCell, Map<String, String>>();
    cells.keySet().forEach(cell -> values.put(cell, axes.of(cell)));
    for (String axis : axes.varying()) {
      var groups = new LinkedHashMap<TrialCell, List<Level>>();
      for (var cell : cells.entrySet()) {
        String value = Objects.requireNonNull(values.get(cell.getKey())).get(axis);
        if (value != null) {
          List<Level> levels =
              groups.computeIfAbsent(
                  axes.without(cell.getKey(), axis), shared -> new ArrayList<>());
          cell.getValue().forEach(trial -> levels.add(new Level(value, trial.judgement())));
        }
      }
      groups.forEach(
          (shared, levels) ->
              Contrast.among(levels)
                  .forEach(contrast -> each.accept(new ContrastOfCells(axis, shared, contrast))));
    }
  }

  /** Decades a layer and decades a time step have no difference. */
  boolean slopesAreOverTheSame() {
    return !axis.equals(ColumnNames.ARCHITECTURE)
        || slopeOver(contrast.from()).equals(slopeOver(contrast.to()));
  }

  private static String slopeOver(String architecture) {
    return ArchitectureKind.ofLabel(architecture).profile().label();
  }

  /** The record behind its row in contrasts. */
  ContrastRecord record() {
    return new ContrastRecord(axis, contrast, shared.otherAxes());
  }
}
