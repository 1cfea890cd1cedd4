package org.gradientatlas.spark.summary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradientatlas.spark.stored.StudyAxes;
import org.gradientatlas.spark.stored.TrialCell;

/**
 * All trials of a study with their diagnoses.
 *
 * @param all in the order of the table trials
 * @param cells the trials of each cell, in the order of the first one
 */
record JudgedTrials(
    List<JudgedTrial> all, Map<TrialCell, List<JudgedTrial>> cells, StudyAxes axes) {

  static JudgedTrials of(List<JudgedTrial> all) {
    var cells = new LinkedHashMap<TrialCell, List<JudgedTrial>>();
    all.forEach(trial -> cells.computeIfAbsent(trial.cell(), cell -> new ArrayList<>()).add(trial));
    return new JudgedTrials(all, cells, StudyAxes.of(cells.keySet()));
  }

  /** Whether accuracy is what counts, and not R2. */
  boolean classify() {
    return all.stream().anyMatch(trial -> !Double.isNaN(trial.judgement().finalAccuracy()));
  }
}
