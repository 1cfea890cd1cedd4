package org.gradientatlas.train.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.Network;
import org.gradientatlas.train.TrialFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chains of one unit a layer on the reference engine, against sums done by hand. */
class ChainRuleTest {
  private static final Percentage EXACTLY = withPercentage(1e-10);
  private static final double X = 0.75;
  private static final double Y = 0.2;
  private static final Dataset ONE =
      Dataset.ofNumbers(new float[] {(float) X}, 1, new double[] {Y}, 1);
  private static final Batch BATCH = new Batch(ONE, new int[] {0}, 1);

  /** J = (w2 phi(w1 x) - y)^2: dJ/dw2 = 2 e phi, dJ/dw1 = 2 e w2 phi' x. */
  @Test
  void gradientsOfTwoLayersAreThoseByHand() {
    double w = 0.8;
    double phi = 1 / (1 + Math.exp(-w * X));
    double error = w * phi - Y;
    List<LayerStats> rows = trained(chain(Activation.SIGMOID, w, 1));
    assertThat(rows.get(1).gradient().values().mean()).isCloseTo(2 * error * phi, EXACTLY);
    assertThat(rows.get(0).gradient().values().mean())
        .isCloseTo(2 * error * w * phi * (1 - phi) * X, EXACTLY);
    assertThat(rows.get(1).backward().deltaRms()).isCloseTo(Math.abs(2 * error), EXACTLY);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.6, 1.6})
  void gradientsOfLinearChainsArePowersOfTheirWeight(double w) {
    int depth = 15;
    List<LayerStats> rows = new ArrayList<>();
    try (Network network = open(chain(Activation.IDENTITY, w, depth))) {
      network.probe(BATCH, new double[] {1}, rows::add);
    }
    assertThat(rows).hasSize(depth + 1);
    for (LayerStats row : rows) {
      int layer = row.place().layer();
      assertThat(row.forward().activations().mean()).isCloseTo(X * Math.pow(w, layer), EXACTLY);
      assertThat(row.backward().deltaRms()).isCloseTo(Math.pow(w, depth + 1 - layer), EXACTLY);
      assertThat(row.gradient().values().mean()).isCloseTo(X * Math.pow(w, depth), EXACTLY);
    }
  }

  private static List<LayerStats> trained(Trial trial) {
    List<LayerStats> rows = new ArrayList<>();
    try (Network network = open(trial)) {
      network.train(BATCH, 0, true, rows::add);
    }
    return rows;
  }

  private static Network open(Trial trial) {
    return Engines.of(EngineKind.DL4J).open(trial, BATCH);
  }

  private static Trial chain(Activation activation, double w, int depth) {
    return new TrialFixture()
        .activation(Variant.of(activation))
        .initializer(Variant.of(Initializer.CONSTANT, w))
        .width(1)
        .depth(depth)
        .loss(Loss.MSE)
        .bias(false)
        .trial();
  }
}
