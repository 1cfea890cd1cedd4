package org.gradientatlas.diagnose;

import java.io.Serializable;
import org.gradientatlas.diagnose.Evidence.Pass;
import org.gradientatlas.measure.Phase;
import org.jspecify.annotations.Nullable;

/**
 * What a rule found.
 *
 * @param phase the pass it is about; null for several or none
 * @param step the step of that pass; null for several or none
 * @param layer null for the whole network
 * @param observed the number that broke the threshold; NaN if not finite
 */
public record Finding(
    Rule rule,
    Severity severity,
    @Nullable Phase phase,
    @Nullable Integer step,
    @Nullable Integer layer,
    double observed,
    double threshold)
    implements Serializable {

  /** About a trial as a whole. */
  static Finding ofTrial(Rule rule, double observed, double threshold) {
    return new Finding(rule, rule.severity(), null, null, null, observed, threshold);
  }

  /** About a training step. */
  static Finding ofStep(Rule rule, int step, double observed, double threshold) {
    return new Finding(rule, rule.severity(), Phase.TRAIN, step, null, observed, threshold);
  }

  /** About a pass, or a layer in it. */
  static Finding ofPass(
      Rule rule, Pass pass, @Nullable Integer layer, double observed, double threshold) {
    return new Finding(
        rule, rule.severity(), pass.phase(), pass.step(), layer, observed, threshold);
  }
}
