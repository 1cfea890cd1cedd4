package org.gradientatlas.diagnose;

import java.util.List;
import java.util.function.Predicate;
import org.gradientatlas.diagnose.Evidence.Pass;
import org.gradientatlas.diagnose.Evidence.StepFacts;

/** Rules about gradients on their way through the network. */
final class GradientRules {
  private GradientRules() {}

  /** Clipping that changes nearly every step keeps the explosion from the weights. */
  static Answer explodingSlope(Check check) {
    double slope = check.limit("slope");
    double growth = check.limit("growth");
    List<Pass> valued = check.evidence().passes().stream().filter(hasProfile(check)).toList();
    List<Pass> steep =
        valued.stream().filter(pass -> profile(check, pass).grows(slope, growth)).toList();
    boolean tamed = check.evidence().clippedShare() >= check.limit("clipped");
    if (steep.isEmpty() || steep.size() < check.limit("share") * valued.size() || tamed) {
      return Answer.of(null, !valued.isEmpty());
    }
    return steep(check, steep.get(0), slope);
  }

  /** A profile that was steep once and no longer is did its harm no longer. */
  static Answer vanishingSlope(Check check) {
    double slope = check.limit("slope");
    List<Pass> last = check.last(hasProfile(check));
    for (Pass pass : last) {
      if (profile(check, pass).shrinks(slope, check.limit("decay"))) {
        return steep(check, pass, slope);
      }
    }
    return Answer.of(null, !last.isEmpty());
  }

  private static Answer steep(Check check, Pass pass, double limit) {
    return Answer.of(Finding.ofPass(check.rule(), pass, null, profile(check, pass).slope(), limit));
  }

  private static Predicate<Pass> hasProfile(Check check) {
    return pass -> profile(check, pass).hasValue();
  }

  private static DepthProfile profile(Check check, Pass pass) {
    return DepthProfile.of(pass, check.smallestNormal());
  }

  static Answer explodingNorm(Check check) {
    List<StepFacts> steps = check.evidence().steps();
    double limit = check.limit("norm");
    if (!steps.isEmpty() && steps.get(0).step() == 0 && steps.get(0).gradL2() > 0) {
      // A tiny gradient that grows to a common size is only leaving a plateau.
      double grown = Math.max(check.limit("ratio") * steps.get(0).gradL2(), check.limit("least"));
      limit = Math.min(limit, grown);
    }
    for (StepFacts step : steps) {
      if (step.gradL2() > limit) {
        return Answer.of(Finding.ofStep(check.rule(), step.step(), step.gradL2(), limit));
      }
    }
    return Answer.of(null, !steps.isEmpty());
  }

  /** If even the output layer's gradient is that small, there is nothing left to learn. */
  static Answer vanishingFloor(Check check) {
    double floor = check.limit("gradient");
    return check.firstLayer(
        check.last(pass -> true),
        (pass, layer) ->
            pass.output().gradient().absMean() >= floor ? layer.gradient().absMean() : Double.NaN,
        Bound.below(floor),
        false);
  }

  static Answer underflow(Check check) {
    return check.firstLayer(
        check.last(pass -> true),
        (pass, layer) -> faded(check, pass, layer),
        Bound.atLeast(check.limit("fraction")),
        false);
  }

  /** If the output layer's gradient is small too, the loss is the cause and not the depth. */
  private static double faded(Check check, Pass pass, LayerFacts layer) {
    double predicted =
        pass.output().delta().rms() * Math.pow(10, layer.delta().theoryLog10RmsRatio());
    if (Double.isNaN(predicted) || faded(pass.output()) >= check.limit("fraction")) {
      return Double.NaN;
    }
    boolean lost = predicted > 0 && Underflow.explainsZeros(pass, layer, check.smallestNormal());
    return lost ? faded(layer) : 0;
  }

  private static double faded(LayerFacts layer) {
    return layer.gradient().zeroFraction() + layer.gradient().subnormalFraction();
  }

  static Answer gradZero(Check check) {
    return check.firstPass(
        check.last(pass -> !Double.isNaN(zeroShare(pass, check.smallestNormal()))),
        pass -> zeroShare(pass, check.smallestNormal()),
        Bound.atLeast(check.limit("share")));
  }

  /** NaN if the loss itself has no gradient. */
  private static double zeroShare(Pass pass, double smallestNormal) {
    double zeros = 0;
    double entries = 0;
    for (LayerFacts layer : pass.layers()) {
      boolean dead = !Underflow.explainsZeros(pass, layer, smallestNormal);
      zeros += dead ? layer.gradient().zeroFraction() * layer.weights().count() : 0;
      entries += layer.weights().count();
    }
    return pass.output().delta().rms() > 0 ? zeros / entries : Double.NaN;
  }

  static Answer offTheory(Check check) {
    TrialFacts trial = check.evidence().trial();
    // The mean square over a batch shifts by only part of the shift for one example.
    double shifted = trial.slope().theory() + trial.slope().theoryShift();
    double least = Math.min(trial.slope().theory(), shifted);
    double greatest = Math.max(trial.slope().theory(), shifted);
    double slope = trial.slope().measured();
    double off = Math.max(0, Math.max(least - slope, slope - greatest));
    double most = check.limit("errors") * trial.slope().theorySd() + check.limit("slack");
    Finding finding = off > most ? Finding.ofTrial(check.rule(), off, most) : null;
    return Answer.of(finding, !Double.isNaN(off) && !Double.isNaN(most));
  }
}
