package org.gradientatlas.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.axis.Normalization;
import org.gradientatlas.axis.Residual;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.data.Dataset;
import org.junit.jupiter.api.Test;

/** The oracle of the engines itself, against central differences of the mean loss. */
class LonghandGradientTest {
  /** Differences err by h^2 from the third derivative and by 1e-16 / h from rounding. */
  private static final double H = 1e-5;

  private static final double TOLERANCE = 1e-8;

  private static final Dataset DATA = TrialFixture.data();
  private static final Batch BATCH = new Batch(DATA, new int[] {3, 1, 4, 15, 9}, 5);

  @Test
  void gradientsOfEveryParameterAgreeWithDifferencesUnderEveryRemedy() {
    for (Normalization normalization : Normalization.values()) {
      for (Residual residual : Residual.values()) {
        for (Activation activation : List.of(Activation.TANH, Activation.SIGMOID)) {
          for (boolean bias : new boolean[] {true, false}) {
            check(
                new TrialFixture()
                    .activation(Variant.of(activation))
                    .normalization(normalization)
                    .residual(TrialFixture.variant(residual))
                    .loss(bias ? Loss.MSE : Loss.SOFTMAX_CROSS_ENTROPY)
                    .bias(bias));
          }
        }
      }
    }
  }

  private static void check(TrialFixture fixture) {
    var network = new LonghandNetwork(fixture.trial(), BATCH);
    // Gains from 1 and shifts and scales from 0 would hide what depends on them.
    for (LonghandLayer layer : network.layers) {
      for (int i = 0; i < layer.rest.length; i++) {
        layer.rest[i] += 0.3 * Math.sin(1 + i + 10.0 * layer.layer);
      }
    }
    for (LonghandLayer layer : network.layers) {
      String name = fixture.trial() + " layer " + layer.layer;
      network.gradient(BATCH);
      compare(name + " rest", network, layer.rest, layer.gradRest.clone());
      for (int i = 0; i < layer.fanIn; i++) {
        network.gradient(BATCH);
        compare(name + " w", network, layer.w[i], layer.gradW[i].clone());
      }
    }
  }

  private static void compare(
      String name, LonghandNetwork network, double[] values, double[] gradient) {
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      values[i] = value + H;
      double above = network.gradient(BATCH);
      values[i] = value - H;
      double below = network.gradient(BATCH);
      values[i] = value;
      assertThat((above - below) / (2 * H))
          .as("%s[%d]", name, i)
          .isBetween(gradient[i] - TOLERANCE, gradient[i] + TOLERANCE);
    }
  }
}
