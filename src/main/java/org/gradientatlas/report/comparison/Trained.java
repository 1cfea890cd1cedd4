package org.gradientatlas.report.comparison;

import org.gradientatlas.axis.architecture.Architecture.Profile;
import org.gradientatlas.diagnose.Mechanism;
import org.gradientatlas.diagnose.OutcomeVerdict;

/**
 * A trained network of a cell. Unknown numbers are NaN.
 *
 * @param id of its trial: equal settings have equal ids
 * @param accuracy after the last step
 * @param loss after the last step
 * @param r2 1 - loss / loss of always guessing the mean, where numbers are predicted
 * @param slope growth of the gradient towards the input in the probe, in decades
 * @param over what its slope is decades of
 */
public record Trained(
    int replicate,
    String id,
    Mechanism mechanism,
    OutcomeVerdict verdict,
    double accuracy,
    double loss,
    double r2,
    double slope,
    Profile over) {

  /** The accuracy; 0 if it diverged, as recipes count it. */
  double accuracyOrDivergence() {
    return verdict == OutcomeVerdict.DIVERGED ? 0 : accuracy;
  }
}
