package org.gradientatlas.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Normalization;
import org.gradientatlas.axis.Residual;
import org.gradientatlas.axis.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutlooksTest {
  private static RandomNetwork network(
      int depth,
      Variant<Initializer> initializer,
      Activation activation,
      Normalization normalization,
      Residual residual) {
    return new RandomNetwork(
        depth,
        64,
        30,
        10,
        initializer,
        Variant.of(activation),
        normalization,
        Variant.of(residual),
        1.3);
  }

  /** Depths up and down, so that recursions are shared and made longer. */
  @ParameterizedTest
  @EnumSource
  void outlooksAreThePredictionsOfEachNetwork(Activation activation) {
    var outlooks = new Outlooks();
    for (Normalization normalization : Normalization.values()) {
      for (Residual residual : Residual.values()) {
        for (double sw2 : new double[] {0.3, 2, 400}) {
          for (int depth : new int[] {2, 9, 30, 1}) {
            var initializer = Variant.of(Initializer.SCALED_NORMAL, sw2, 0);
            RandomNetwork network =
                network(depth, initializer, activation, normalization, residual);
            Outlook outlook = outlooks.of(network);
            var prediction = Prediction.of(network);
            assertThat(outlook.forecast()).as(network.toString()).isEqualTo(prediction.forecast());
            if (prediction.known()) {
              assertThat(outlook.gap()).isEmpty();
              assertThat(outlook.decades())
                  .as(network.toString())
                  .isCloseTo(prediction.log10Growth(), within(1e-4));
            } else {
              assertThat(outlook.gap()).isEqualTo(prediction.gap());
              assertThat(outlook.decades()).isNaN();
            }
          }
        }
      }
    }
  }

  @Test
  void interpolationIsCloseAtEveryScale() {
    for (Activation activation : Activation.values()) {
      Expectations exact = Expectations.of(Variant.of(activation));
      var quick = new Interpolated(exact);
      for (double q = 1e-40; q < 1e40; q *= 7.3) {
        String as = activation + " at q = " + q;
        assertThat(quick.square(q) / exact.square(q)).as(as).isCloseTo(1, within(1e-5));
        assertThat(quick.slopeSquare(q) / exact.slopeSquare(q)).as(as).isCloseTo(1, within(1e-5));
        assertThat(quick.mean(q) - exact.mean(q))
            .as(as)
            .isCloseTo(0, within(1e-5 * Math.sqrt(exact.square(q))));
      }
      for (double q : new double[] {0, Double.POSITIVE_INFINITY}) {
        assertThat(quick.square(q)).isEqualTo(exact.square(q));
        assertThat(quick.slopeSquare(q)).isEqualTo(exact.slopeSquare(q));
      }
    }
  }
}
