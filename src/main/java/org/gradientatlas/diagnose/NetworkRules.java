package org.gradientatlas.diagnose;

import java.util.List;
import org.gradientatlas.diagnose.Evidence.Pass;
import org.gradientatlas.diagnose.Evidence.StepFacts;
import org.gradientatlas.measure.Outcome;
import org.gradientatlas.measure.Phase;
import org.jspecify.annotations.Nullable;

/** Rules about units, weights, updates and clipping. */
final class NetworkRules {
  private NetworkRules() {}

  static Answer nonFinite(Check check) {
    Evidence evidence = check.evidence();
    for (Pass pass : evidence.passes()) {
      LayerFacts source = sourceOfNonFinite(pass);
      if (source != null) {
        double count = source.gradient().nonfiniteCount();
        return Answer.of(
            Finding.ofPass(check.rule(), pass, source.layer(), count > 0 ? count : Double.NaN, 0));
      }
    }
    for (StepFacts step : evidence.steps()) {
      if (Double.isNaN(step.loss())) {
        return Answer.of(Finding.ofStep(check.rule(), step.step(), Double.NaN, 0));
      }
    }
    if (evidence.trial().ending().outcome() != Outcome.DIVERGED) {
      return Answer.of(null, !evidence.passes().isEmpty());
    }
    Integer step = evidence.trial().ending().divergedStep();
    return Answer.of(
        new Finding(check.rule(), check.rule().severity(), Phase.TRAIN, step, null, Double.NaN, 0));
  }

  /** Non-finite activations spread from the input, gradients from the output. */
  private static @Nullable LayerFacts sourceOfNonFinite(Pass pass) {
    LayerFacts source = null;
    for (LayerFacts layer : pass.layers()) {
      if (Double.isNaN(layer.activations().mean()) || Double.isNaN(layer.weights().l2())) {
        return layer;
      }
      source = layer.gradient().nonfiniteCount() > 0 ? layer : source;
    }
    return source;
  }

  /** By chance, half of the units of a deep rectifier are off for every example. */
  static Answer deadUnits(Check check) {
    double chance = Math.sqrt(0.25 / check.evidence().trial().cell().width());
    double limit =
        Math.min(check.limit("fraction") + check.limit("errors") * chance, check.limit("most"));
    return check.firstLayer(
        check.last(pass -> true),
        (pass, layer) -> layer.activations().deadUnitFraction(),
        Bound.above(limit),
        false);
  }

  /** Only bounded activations saturate: a rectifier is flat for half its inputs by design. */
  static Answer saturated(Check check) {
    boolean bounded = check.evidence().trial().cell().bounded();
    return check.firstLayer(
        check.last(pass -> true),
        (pass, layer) -> bounded ? layer.activations().saturatedFraction() : Double.NaN,
        Bound.above(check.limit("fraction")),
        false);
  }

  static Answer gatesSaturated(Check check) {
    return check.firstLayer(
        check.last(pass -> true),
        (pass, layer) -> layer.activations().gateSaturatedFraction(),
        Bound.above(check.limit("fraction")),
        false);
  }

  static Answer rankCollapse(Check check) {
    return check.firstLayer(
        check.last(pass -> true),
        (pass, layer) -> layer.activations().rankResidual(),
        Bound.below(check.limit("residual")),
        false);
  }

  static Answer poorInit(Check check) {
    List<Pass> early =
        check.evidence().passes().stream()
            .filter(pass -> pass.step() < check.limit("steps"))
            .toList();
    double layers = check.evidence().trial().cell().depth() - 1;
    double limit = Math.max(check.limit("ratio"), Math.pow(10, 2 * check.limit("rate") * layers));
    return check.firstPass(early, NetworkRules::varianceRatio, Bound.above(limit));
  }

  private static double varianceRatio(Pass pass) {
    double[] sds = pass.hidden().stream().mapToDouble(l -> l.activations().sd()).sorted().toArray();
    boolean hasValue = sds.length > 1 && sds[0] > 0;
    return hasValue ? Math.pow(sds[sds.length - 1] / sds[0], 2) : Double.NaN;
  }

  static Answer updateRatio(Check check) {
    Finding worst = null;
    boolean looked = false;
    for (int layer = 1; layer <= check.evidence().trial().cell().depth() + 1; layer++) {
      double ratio = check.evidence().updateRatio(layer);
      looked |= !Double.isNaN(ratio);
      Finding finding = outside(check, layer, ratio);
      if (finding != null && (worst == null || isWorse(finding, worst))) {
        worst = finding;
      }
    }
    return Answer.of(worst, looked);
  }

  private static boolean isWorse(Finding finding, Finding other) {
    return finding.severity() != other.severity()
        ? finding.severity().compareTo(other.severity()) > 0
        : excess(finding) > excess(other);
  }

  private static double excess(Finding finding) {
    return Math.abs(Math.log(finding.observed() / finding.threshold()));
  }

  private static @Nullable Finding outside(Check check, int layer, double ratio) {
    for (Severity severity : List.of(Severity.FAIL, Severity.WARN)) {
      String name = severity == Severity.FAIL ? "fail" : "warn";
      double least = check.limit(name + "-below");
      double most = check.limit(name + "-above");
      if (ratio < least || ratio > most) {
        double limit = ratio < least ? least : most;
        return new Finding(check.rule(), severity, null, null, layer, ratio, limit);
      }
    }
    return null;
  }

  static Answer weightLarge(Check check) {
    List<Pass> trained =
        check.evidence().training().stream().filter(pass -> pass.step() > 0).toList();
    return check.firstLayer(
        trained,
        (pass, layer) -> layer.weights().absMax(),
        Bound.above(check.limit("weight")),
        true);
  }

  static Answer unchanged(Check check) {
    List<Pass> training = check.evidence().training();
    int records = (int) check.limit("records");
    Bound bound = Bound.below(check.limit("update"));
    for (int i = 0; i + records <= training.size(); i++) {
      for (int layer = 1; layer <= check.evidence().trial().cell().depth() + 1; layer++) {
        int number = layer;
        double greatest =
            training.subList(i, i + records).stream()
                .mapToDouble(pass -> pass.layer(number).weights().updateRatio())
                .max()
                .orElse(Double.NaN);
        if (bound.brokenBy(greatest)) {
          Pass last = training.get(i + records - 1);
          return Answer.of(Finding.ofPass(check.rule(), last, layer, greatest, bound.limit()));
        }
      }
    }
    return Answer.of(null, training.size() >= records);
  }

  static Answer clipAlways(Check check) {
    double share = check.evidence().clippedShare();
    double most = check.limit("share");
    Finding finding = share > most ? Finding.ofTrial(check.rule(), share, most) : null;
    return Answer.of(finding, !Double.isNaN(share));
  }

  static Answer clipNever(Check check) {
    double share = check.evidence().clippedShare();
    Finding finding = share == 0 ? Finding.ofTrial(check.rule(), share, 0) : null;
    return Answer.of(finding, !Double.isNaN(share));
  }
}
