package org.gradientatlas.diagnose;

import java.io.Serializable;
import org.gradientatlas.measure.Outcome;

/**
 * The values of one trial that a summary uses.
 *
 * @param slope growth of delta_rms towards the input in the probe, in decades per layer
 * @param theorySlope the predicted slope
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

  /** Combines a trial with its diagnosis. */
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
