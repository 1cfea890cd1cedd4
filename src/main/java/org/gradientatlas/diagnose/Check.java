package org.gradientatlas.diagnose;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import org.gradientatlas.diagnose.Evidence.Pass;
import org.jspecify.annotations.Nullable;

/** One rule applied to one trial. */
record Check(Rule rule, Evidence evidence, Thresholds thresholds) {

  double limit(String name) {
    return thresholds.of(rule, name);
  }

  double smallestNormal() {
    return evidence.trial().cell().smallestNormal();
  }

  /** The last pass that a value can be had of, alone; none if there is no such pass. */
  List<Pass> last(Predicate<Pass> hasValue) {
    return evidence.passes().stream()
        .filter(hasValue)
        .reduce((earlier, later) -> later)
        .map(List::of)
        .orElse(List.of());
  }

  /** The first pass whose value breaks the bound. */
  Answer firstPass(List<Pass> passes, ToDoubleFunction<Pass> value, Bound bound) {
    boolean looked = false;
    for (Pass pass : passes) {
      double observed = value.applyAsDouble(pass);
      looked |= !Double.isNaN(observed);
      if (bound.brokenBy(observed)) {
        return Answer.of(Finding.ofPass(rule, pass, null, observed, bound.limit()));
      }
    }
    return Answer.of(null, looked);
  }

  /** The first pass in which a hidden layer breaks the bound, and its worst layer. */
  Answer firstLayer(
      List<Pass> passes, ToDoubleBiFunction<Pass, LayerFacts> value, Bound bound, boolean output) {
    boolean looked = false;
    for (Pass pass : passes) {
      @Nullable Finding worst = null;
      for (LayerFacts layer : output ? pass.layers() : pass.hidden()) {
        double observed = value.applyAsDouble(pass, layer);
        looked |= !Double.isNaN(observed);
        if (bound.brokenBy(observed)
            && (worst == null || bound.worse(observed, worst.observed()))) {
          worst = Finding.ofPass(rule, pass, layer.layer(), observed, bound.limit());
        }
      }
      if (worst != null) {
        return Answer.of(worst);
      }
    }
    return Answer.of(null, looked);
  }
}
