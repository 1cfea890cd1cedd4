package org.gradientatlas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.Split;
import org.gradientatlas.measure.OneSidedJacobi;
import org.gradientatlas.measure.Phase;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.engine.Engines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The Jacobians of layers, against central differences and a singular value decomposition that
 * shares nothing.
 */
class LayerJacobiansTest {
  private static final Dataset DATA = TrialFixture.data();
  private static final Variant<Initializer> WITH_BIASES =
      Variant.of(Initializer.SCALED_NORMAL, 2, 0.3);

  private static TrialFixture fixture() {
    return new TrialFixture().steps(2).initializer(WITH_BIASES).jacobianExamples(2);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DL4J_SPARK")
  void everyHiddenLayersJacobianIsThatOfDifferences(EngineKind engine) {
    Trial trial = fixture().trial();
    var rows =
        new Trainer(Engines.of(engine), () -> false)
            .run(trial, t -> new Split(DATA, DATA))
            .layers();
    int[] examples = new Batches(trial, DATA).first().rows();
    for (int layer = 1; layer <= trial.network().depth(); layer++) {
      double expected =
          (differences(trial, examples[0], layer) + differences(trial, examples[1], layer)) / 2;
      assertThat(rows.get(layer - 1).place().layer()).isEqualTo(layer);
      assertThat(rows.get(layer - 1).backward().jacobianSvMean()).isCloseTo(expected, within(1e-7));
    }
    assertThat(rows)
        .filteredOn(
            row ->
                row.place().phase() == Phase.TRAIN || row.place().layer() > trial.network().depth())
        .isNotEmpty()
        .extracting(row -> row.backward().jacobianSvMean())
        .containsOnly(Double.NaN);
  }

  /** Orthogonal weights under the identity have no other singular value than their gain. */
  @Test
  void orthogonalLayersStretchByTheirGain() {
    Trial trial =
        fixture()
            .initializer(Variant.of(Initializer.ORTHOGONAL, 1.5))
            .activation(Variant.of(Activation.IDENTITY))
            .precision(Precision.FLOAT32)
            .trial();
    assertThat(LayerJacobians.means(trial, new Batches(trial, DATA).first(), 99))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(1.5, 1.5, 1.5);
  }

  @Test
  void nothingIsMeasuredUnlessAsked() {
    Trial trial = fixture().jacobianExamples(0).trial();
    assertThat(
            new Trainer(new LonghandEngine(), () -> false)
                .run(trial, t -> new Split(DATA, DATA))
                .layers())
        .extracting(row -> row.backward().jacobianSvMean())
        .containsOnly(Double.NaN);
  }

  private static double differences(Trial trial, int example, int layer) {
    double[] a = new double[DATA.width()];
    for (int i = 0; i < a.length; i++) {
      a[i] = DATA.features()[example * DATA.width() + i];
    }
    for (int below = 1; below < layer; below++) {
      a = output(trial, below, a);
    }
    double step = 1e-6;
    double[] jacobian = new double[a.length * trial.network().width()];
    for (int i = 0; i < a.length; i++) {
      double[] up = a.clone();
      double[] down = a.clone();
      up[i] += step;
      down[i] -= step;
      double[] above = output(trial, layer, up);
      double[] under = output(trial, layer, down);
      for (int j = 0; j < trial.network().width(); j++) {
        jacobian[i * trial.network().width() + j] = (above[j] - under[j]) / (2 * step);
      }
    }
    return OneSidedJacobi.meanSingularValue(jacobian, a.length, trial.network().width());
  }

  private static double[] output(Trial trial, int layer, double[] a) {
    var initial = InitialWeights.of(trial, new Batches(trial, DATA).first());
    double[] w = initial.weights(layer);
    double[] z = initial.biases(layer);
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < z.length; j++) {
        z[j] += a[i] * w[i * z.length + j];
      }
    }
    return Arrays.stream(z).map(Math::tanh).toArray();
  }
}
