package org.gradientatlas.train.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.measure.StepStats;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.Batches;
import org.gradientatlas.train.Network;
import org.gradientatlas.train.TrialFixture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Norms that overflow where no entry does: linear networks in float64 with huge weights. */
class DivergenceTest {
  private static final Dataset DATA = TrialFixture.data();

  /** z^4 is of size 1e240, the gradient of size 1e180, its squares beyond every double. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DL4J_SPARK")
  void aNormThatOverflowsDivergesAtItsStepIfItIsClippedBy(EngineKind engine) {
    for (ClipRule rule : ClipRule.values()) {
      boolean byNorm = looksAtANorm(TrialFixture.variant(rule));
      for (boolean record : new boolean[] {true, false}) {
        StepStats step = first(engine, rule, record);
        assertThat(step.loss()).isFinite();
        assertThat(step.finite()).as("%s", rule).isEqualTo(!byNorm);
        if (byNorm) {
          assertThat(step.gradL2Clipped()).as("%s", rule).isNaN();
        }
      }
    }
  }

  private static boolean looksAtANorm(Variant<ClipRule> rule) {
    double[] p = rule.array();
    return Double.isNaN(rule.type().scale(Double.NaN, Double.NaN, p))
        || Double.isNaN(rule.type().unitScale(Double.NaN, 1, p));
  }

  private static StepStats first(EngineKind engine, ClipRule rule, boolean record) {
    Trial trial =
        new TrialFixture()
            .activation(Variant.of(Activation.IDENTITY))
            .initializer(Variant.of(Initializer.NORMAL, 1e60))
            .clip(TrialFixture.variant(rule))
            .bias(false)
            .trial();
    Batch batch = new Batches(trial, DATA).first();
    try (Network network = Engines.of(engine).open(trial, batch)) {
      return network.train(batch, 0, record, row -> {});
    }
  }
}
