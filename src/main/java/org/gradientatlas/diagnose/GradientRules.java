package org.gradientatlas.diagnose;

import java.util.List;
import java.util.function.Predicate;
import org.gradientatlas.diagnose.Evidence.Pass;
import org.gradientatlas.diagnose.Evidence.StepFacts;

/** Rules about gradients on their way through the network. */
final class GradientRules {
  private GradientRules() {}

  static Answer explodingSlope(Check check) {
    double slope = check.limit("slope");
    double growth = check.limit("growth");
    return steep(check, slope, profile -> profile.grows(slope, growth));
  }

  static Answer vanishingSlope(Check check) {
    double slope = check.limit("slope");
    double decay = check.limit("decay");
    return steep(check, slope, profile -> profile.shrinks(slope, decay));
  }

  /** Fires at the first steep profile if a minimum share of passes is steep. */
  private static Answer steep(Check check, double limit, Predicate<DepthProfile> isSteep) {
    List<Pass> valued =
        check.evidence().passes().stream().filter(pass -> profile(check, pass).hasValue()).toList();
    List<Pass> steep = valued.stream().filter(pass -> isSteep.test(profile(check, pass))).toList();
    if (steep.isEmpty() || steep.size() < check.limit("share") * valued.size()) {
      return Answer.of(null, !valued.isEmpty());
    }
    Pass first = steep.get(0);
    return Answer.of(
        Finding.ofPass(check.rule(), first, null, profile(check, first).slope(), limit));
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
        check.evidence().passes(),
        (pass, layer) ->
            pass.output().gradient().absMean() >= floor ? layer.gradient().absMean() : Double.NaN,
        Bound.below(floor),
        false);
  }

  static Answer underflow(Check check) {
    return check.firstLayer(
        check.evidence().passes(),
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
        check.trainingOrProbe(),
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
