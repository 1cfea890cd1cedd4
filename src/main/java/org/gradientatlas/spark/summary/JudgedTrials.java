package org.gradientatlas.spark.summary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradientatlas.axis.architecture.Architecture.Profile;
import org.gradientatlas.diagnose.OutcomeVerdict;
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

  /** What the slopes of its networks are decades of. */
  Set<Profile> slopesOver() {
    return cells.keySet().stream()
        .map(cell -> cell.architecture().profile())
        .collect(Collectors.toSet());
  }

  /** Whether any of them was trained, and not only probed. */
  boolean trained() {
    return all.stream()
        .anyMatch(
            trial ->
                trial.judgement().verdict() != OutcomeVerdict.NOT_EVALUABLE
                    || !Double.isNaN(trial.lastDecades()));
  }

  /** Whether accuracy is what counts, and not R2. */
  boolean classify() {
    return all.stream().anyMatch(trial -> !Double.isNaN(trial.judgement().finalAccuracy()));
  }
}
