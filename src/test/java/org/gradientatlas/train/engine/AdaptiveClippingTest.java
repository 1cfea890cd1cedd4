package org.gradientatlas.train.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.RecordSchedule;
import org.gradientatlas.measure.StepStats;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.Batches;
import org.gradientatlas.train.EngineComparison;
import org.gradientatlas.train.LonghandEngine;
import org.gradientatlas.train.Network;
import org.gradientatlas.train.TrialFixture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** agc in the engines. */
class AdaptiveClippingTest {
  private static final double LAMBDA = 1e-4;
  private static final Dataset DATA = TrialFixture.data();

  private static TrialFixture fixture() {
    return new TrialFixture().clip(Variant.of(ClipRule.AGC, LAMBDA));
  }

  /** If every unit is cut to lambda ||W_i||, the layer is cut to lambda ||W||. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DL4J_SPARK")
  void hiddenLayersAreHeldToAShareOfTheirWeightsAndTheOutputLayerIsNot(EngineKind engine) {
    Trial trial = fixture().bias(false).trial();
    Batch batch = new Batches(trial, DATA).first();
    try (Network network = Engines.of(engine).open(trial, batch)) {
      List<LayerStats> rows = new ArrayList<>();
      StepStats step = network.train(batch, 0, true, rows::add);
      for (LayerStats row : rows.subList(0, 3)) {
        assertThat(row.clipping().fraction()).isEqualTo(1);
        assertThat(row.gradient().values().l2()).isGreaterThan(10 * row.clipping().l2());
        assertThat(row.clipping().l2())
            .isCloseTo(LAMBDA * row.weights().l2(), withinPercentage(1e-6));
      }
      assertThat(rows.get(3).clipping().fraction()).isZero();
      assertThat(rows.get(3).clipping().l2()).isEqualTo(rows.get(3).gradient().values().l2());
      assertThat(step.clipFraction()).isEqualTo((4 + 6 + 6) * 6 / ((4 + 6 + 6 + 3) * 6.0));
      assertThat(step.clipCosine()).isBetween(0.1, 0.99);
    }
  }

  /** Weights of one row are one unit, and so are biases; biases of 0 count as 1e-3. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DL4J_SPARK")
  void chainsAndBiasesAgreeWithLonghand(EngineKind engine) {
    for (double lambda : new double[] {LAMBDA, 0.3}) {
      for (Precision precision : Precision.values()) {
        Trial trial =
            new TrialFixture()
                .clip(Variant.of(ClipRule.AGC, lambda))
                .width(1)
                .precision(precision)
                .record(new RecordSchedule.Log())
                .trial();
        EngineComparison.assertAgree(Engines.of(engine), new LonghandEngine(), trial, DATA);
      }
    }
  }
}
