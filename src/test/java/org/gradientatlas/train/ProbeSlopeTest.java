package org.gradientatlas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.engine.Engines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Measured slopes against log10(chi1)/2, chi1 = Var(w) fan_in E[phi'^2] (Schoenholz 2017). */
class ProbeSlopeTest {
  /**
   * A layer of width n moves ln delta^2 by about sqrt(5/n) at random (He ReLU, Hanin 2018), here
   * 0.035 decades of delta_rms; over 25 layers a fitted slope errs by 0.0075. Four of those.
   */
  private static final double TOLERANCE = 0.03;

  /** For relu E[phi'^2] = 1/2 and for identity 1, whatever the variance of z. */
  @ParameterizedTest
  @CsvSource({
    "RELU, 2, 1",
    "RELU, 1, 0.5",
    "RELU, 4, 2",
    "IDENTITY, 1, 1",
    "IDENTITY, 0.5, 0.5",
    "IDENTITY, 1.5, 1.5"
  })
  void slopeIsHalfTheLogarithmOfChi1(Activation activation, double sw2, double chi1) {
    assertThat(slope(activation, Variant.of(Initializer.SCALED_NORMAL, sw2)))
        .isCloseTo(Math.log10(chi1) / 2, offset(TOLERANCE));
  }

  /** Products of orthogonal matrices keep every norm: no randomness is left but rounding's. */
  @Test
  void slopeIsZeroForAnOrthogonalLinearNetwork() {
    assertThat(slope(Activation.IDENTITY, Variant.of(Initializer.ORTHOGONAL)))
        .isCloseTo(0, offset(1e-6));
  }

  /** The chain of 0.1 underflows float32 38 layers below the output; what is left has its slope. */
  @Test
  void leavesOutLayersThatUnderflowed() {
    Trial chain =
        new TrialFixture()
            .activation(Variant.of(Activation.IDENTITY))
            .initializer(Variant.of(Initializer.CONSTANT, 0.1))
            .width(1)
            .depth(60)
            .precision(Precision.FLOAT32)
            .trial();
    assertThat(slope(chain)).isCloseTo(-1, offset(1e-4));
  }

  private static double slope(Activation activation, Variant<Initializer> initializer) {
    return slope(
        new TrialFixture()
            .activation(Variant.of(activation))
            .initializer(initializer)
            .width(200)
            .depth(30)
            .precision(Precision.FLOAT32)
            .trial());
  }

  private static double slope(Trial trial) {
    List<LayerStats> rows = new ArrayList<>();
    Batch batch = new Batches(trial, TrialFixture.data()).first();
    try (Network network = Engines.of(EngineKind.DL4J).open(trial, batch)) {
      double[] cotangents = new double[trial.descent().batchSize() * 3];
      for (int i = 0; i < cotangents.length; i++) {
        cotangents[i] = Math.sin(i + 1);
      }
      network.probe(batch, cotangents, rows::add);
    }
    return ProbeSlope.of(rows, trial);
  }
}
