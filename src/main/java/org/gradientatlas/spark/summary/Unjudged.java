package org.gradientatlas.spark.summary;

import java.util.List;
import org.gradientatlas.diagnose.Evidence;
import org.gradientatlas.diagnose.Evidence.StepFacts;
import org.gradientatlas.diagnose.Thresholds;
import org.gradientatlas.diagnose.TrialFacts;
import org.gradientatlas.spark.stored.StoredEvidence;
import org.gradientatlas.spark.stored.TrialCell;

/** The rows of a trial, read and not yet diagnosed. */
record Unjudged(
    long position,
    String id,
    int replicate,
    int stepsPlanned,
    TrialCell cell,
    TrialFacts facts,
    List<StepFacts> steps,
    List<StoredEvidence.LayerRow> layers) {

  JudgedTrial judge(Thresholds thresholds) {
    Evidence evidence = StoredEvidence.of(facts, steps, layers);
    return JudgedTrial.of(this, evidence, thresholds);
  }
}
