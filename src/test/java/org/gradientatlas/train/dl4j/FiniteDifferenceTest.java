package org.gradientatlas.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.axis.Normalization;
import org.gradientatlas.axis.Residual;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.TrialFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Backpropagated gradients against central differences, one parameter at a time, in float64. */
class FiniteDifferenceTest {
  /** Differences err by h^2 from the third derivative and by 1e-16 / h from rounding. */
  private static final double H = 1e-5;

  private static final double TOLERANCE = 1e-8;

  private static final Dataset DATA = TrialFixture.data();
  private static final Batch BATCH = new Batch(DATA, new int[] {3, 1, 4, 15, 9}, 5);

  @ParameterizedTest
  @EnumSource
  void gradientOfTheLossAgreesWithDifferences(Activation activation) {
    for (Loss loss : Loss.values()) {
      Trial trial = fixture(activation).loss(loss).bias(loss == Loss.MSE).trial();
      try (Dl4jNetwork network = open(trial)) {
        network.train(BATCH, 0, false, row -> {});
        compare(network, () -> network.score(BATCH).loss() / BATCH.count());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void gradientOfTheProbeAgreesWithDifferences(Activation activation) {
    double[] cotangents = new double[BATCH.count() * DATA.outputs()];
    for (int i = 0; i < cotangents.length; i++) {
      cotangents[i] = Math.cos(3.0 * i);
    }
    try (Dl4jNetwork network = open(fixture(activation).trial());
        INDArray x = features()) {
      network.probe(BATCH, cotangents, row -> {});
      compare(network, () -> dot(network, x, cotangents) / BATCH.count());
    }
  }

  @Test
  void probeChangesNothing() {
    try (Dl4jNetwork network = open(fixture(Activation.TANH).trial())) {
      INDArray before = network.model().params().dup();
      network.probe(BATCH, new double[BATCH.count() * DATA.outputs()], row -> {});
      assertThat(network.model().params()).isEqualTo(before);
    }
  }

  @Test
  void refusesWhatItDoesNotHave() {
    for (var fixture :
        List.of(
            fixture(Activation.TANH).normalization(Normalization.BATCH),
            fixture(Activation.TANH).residual(Variant.of(Residual.REZERO)))) {
      assertThatThrownBy(() -> open(fixture.trial()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("engine dl4j has no remedies: normalization = ");
    }
  }

  /** Small, and without updates. */
  private static TrialFixture fixture(Activation activation) {
    return new TrialFixture()
        .activation(TrialFixture.variant(activation))
        .initializer(Variant.of(Initializer.XAVIER_NORMAL))
        .width(3)
        .depth(2)
        .learningRate(0);
  }

  private static Dl4jNetwork open(Trial trial) {
    return (Dl4jNetwork) new Dl4jEngine().open(trial, BATCH);
  }

  private static void compare(Dl4jNetwork network, DoubleSupplier loss) {
    INDArray parameters = network.model().params();
    double[] gradient = Copies.rowMajor(network.model().getFlattenedGradients());
    assertThat(gradient).hasSize((int) parameters.length());
    for (int i = 0; i < gradient.length; i++) {
      double w = parameters.getDouble(i);
      parameters.putScalar(i, w + H);
      double above = loss.getAsDouble();
      parameters.putScalar(i, w - H);
      double below = loss.getAsDouble();
      parameters.putScalar(i, w);
      assertThat((above - below) / (2 * H))
          .as("parameter %d", i)
          .isBetween(gradient[i] - TOLERANCE, gradient[i] + TOLERANCE);
    }
  }

  private static double dot(Dl4jNetwork network, INDArray x, double[] v) {
    double[] z = Copies.rowMajor(network.model().output(x));
    return IntStream.range(0, v.length).mapToDouble(i -> v[i] * z[i]).sum();
  }

  private static INDArray features() {
    double[][] rows = new double[BATCH.count()][DATA.width()];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < DATA.width(); k++) {
        rows[i][k] = DATA.features()[BATCH.rows()[i] * DATA.width() + k];
      }
    }
    return Nd4j.createFromArray(rows);
  }
}
