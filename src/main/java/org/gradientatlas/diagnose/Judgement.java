package org.gradientatlas.diagnose;

import java.io.Serializable;
import org.gradientatlas.measure.Outcome;

/**
 * What a summary takes from one trial.
 *
 * @param slope decades that delta_rms grew a layer towards the input in the probe
 * @param theorySlope the same, predicted
 */
public record Judgement(
    int replicate,
    Outcome outcome,
    Mechanism mechanism,
    OutcomeVerdict verdict,
    double finalLoss,
    double finalAccuracy,
    double slope,
    double theorySlope,
    double theorySlopeSd)
    implements Serializable {

  /** Of a trial and its diagnosis. */
  public static Judgement of(int replicate, TrialFacts trial, Diagnosis diagnosis) {
    return new Judgement(
        replicate,
        trial.ending().outcome(),
        diagnosis.mechanism(),
        diagnosis.verdict(),
        trial.scores().finalLoss(),
        trial.scores().finalAccuracy(),
        trial.slope().measured(),
        trial.slope().theory(),
        trial.slope().theorySd());
  }
}
