package org.gradientatlas.diagnose;

import java.io.Serializable;
import java.util.EnumSet;
import java.util.Set;
import org.gradientatlas.measure.Outcome;

/**
 * The values of one trial that a summary uses.
 *
 * @param fired the rules that fired
 * @param r2 1 - loss / loss of always guessing the mean; NaN where classes are predicted
 * @param slope growth of delta_rms towards the input in the probe, in decades per layer
 * @param theorySlope the predicted slope
 */
public record Judgement(
    int replicate,
    Outcome outcome,
    Mechanism mechanism,
    OutcomeVerdict verdict,
    Set<Rule> fired,
    double finalLoss,
    double r2,
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
        fired(diagnosis),
        trial.scores().finalLoss(),
        r2(trial),
        trial.scores().finalAccuracy(),
        trial.slope().measured(),
        trial.slope().theory(),
        trial.slope().theorySd());
  }

  private static double r2(TrialFacts trial) {
    return Double.isNaN(trial.scores().finalAccuracy())
        ? trial.guess().r2(trial.scores().finalLoss())
        : Double.NaN;
  }

  private static Set<Rule> fired(Diagnosis diagnosis) {
    var fired = EnumSet.noneOf(Rule.class);
    diagnosis.findings().forEach(finding -> fired.add(finding.rule()));
    return fired;
  }

  /**
   * The final accuracy, or where numbers are predicted R2, of which all below 0 counts as 0: it
   * does not matter by which factor a network is worse than guessing.
   */
  public double score() {
    return Double.isNaN(finalAccuracy) ? Math.max(0, r2) : finalAccuracy;
  }

  /** Whether it is better than guessing at the end. */
  public boolean learnedSomething() {
    return verdict == OutcomeVerdict.LEARNED || verdict == OutcomeVerdict.PARTLY_LEARNING;
  }
}
