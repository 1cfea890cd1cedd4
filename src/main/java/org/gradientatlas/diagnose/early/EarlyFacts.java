package org.gradientatlas.diagnose.early;

import java.io.Serializable;
import org.gradientatlas.diagnose.Evidence;
import org.gradientatlas.diagnose.Evidence.StepFacts;
import org.gradientatlas.diagnose.ForecastScore;

/**
 * What is known of a network after a tenth of its steps. NaN for what was not recorded.
 *
 * @param skips whether it has skip connections
 * @param growth log10 of delta_rms of layer 1 over that of the last hidden layer, in the probe; NaN
 *     also where the last one is 0
 * @param movement the median over the layers of their median update ratio, times all steps
 * @param gain the part of a guess's loss that is gone, in 0..1
 * @param diverged whether it has diverged
 */
public record EarlyFacts(
    boolean skips, double growth, double movement, double gain, boolean diverged)
    implements Serializable {
  /** The part of the steps that is looked at. */
  public static final double PART = 0.1;

  /**
   * Looks at the probe and at the records of the first steps.
   *
   * @param skips whether it has skip connections
   * @param probe what the probe did
   * @param steps how many were planned
   */
  public static EarlyFacts of(Evidence evidence, boolean skips, ForecastScore probe, int steps) {
    int last = (int) (PART * steps);
    Evidence early = evidence.until(last);
    Integer diverged = evidence.trial().ending().divergedStep();
    return new EarlyFacts(
        skips,
        probe.measuredDecades(),
        early.medianUpdateRatio() * steps,
        gain(early),
        diverged != null && diverged <= last);
  }

  private static double gain(Evidence early) {
    double guess = early.trial().guess().loss();
    return early.steps().stream()
        .mapToDouble(StepFacts::loss)
        .filter(loss -> !Double.isNaN(loss))
        .map(loss -> Math.max(0, 1 - loss / guess))
        .reduce(Double.NaN, (before, now) -> now);
  }
}
