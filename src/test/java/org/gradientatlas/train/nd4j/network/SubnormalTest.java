package org.gradientatlas.train.nd4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.axis.Normalization;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Residual;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.RecordSchedule;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.TrialFixture;
import org.gradientatlas.train.nd4j.kernel.KernelProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients that vanish below float32 are recorded as float32 holds them. */
class SubnormalTest {
  private static final int DEPTH = 90;

  private int subnormal;
  private int vanished;

  @Test
  void vanishedGradientsAreThoseOfDoublePrecisionRoundedToFloats() {
    compare(DEPTH, Variant.of(Initializer.XAVIER_NORMAL), Activation.SIGMOID);
    assertThat(subnormal).isGreaterThan(3);
    assertThat(vanished).isGreaterThan(3);
  }

  /** Activations and deltas shrink by the same factor a layer, so all gradients are of one size. */
  @Test
  void gradientsOfVanishingActivationsAreThoseOfDoublePrecisionRoundedToFloats() {
    int depth = 20;
    for (int exponent = -60; exponent >= -180; exponent -= 10) {
      double sd = Math.pow(2, (double) exponent / depth) / Math.sqrt(32);
      compare(depth, Variant.of(Initializer.NORMAL, sd), Activation.TANH);
    }
    assertThat(subnormal).isGreaterThan(3 * depth);
    assertThat(vanished).isGreaterThan(3 * depth);
  }

  /** Sums of a variance far below epsilon are not restored: 2^-24 is 2^-15.7 afterwards. */
  @Test
  void vanishedGradientsOfNormalizedLayersAreThoseOfDoublePrecision() {
    int depth = 12;
    for (Normalization normalization : List.of(Normalization.BATCH, Normalization.LAYER)) {
      for (int exponent = -16; exponent >= -24; exponent -= 1) {
        double sd = Math.scalb(1 / Math.sqrt(32), exponent);
        var initializer = Variant.of(Initializer.NORMAL, sd);
        compare(depth, initializer, Activation.TANH, normalization, Variant.of(Residual.NONE));
      }
    }
    assertThat(subnormal).isGreaterThan(depth);
    assertThat(vanished).isGreaterThan(depth);
  }

  /** What comes down a skip is far greater than what comes out of the branch beside it. */
  @Test
  void vanishedGradientsOfSkippedLayersAreThoseOfDoublePrecision() {
    int depth = 12;
    for (int exponent = -20; exponent >= -100; exponent -= 20) {
      var initializer = Variant.of(Initializer.NORMAL, Math.scalb(1.0, exponent));
      for (int scale = -10; scale >= -70; scale -= 20) {
        var residual = Variant.of(Residual.SCALED, Math.scalb(1.0, scale));
        compare(depth, initializer, Activation.TANH, Normalization.NONE, residual);
        compare(depth, initializer, Activation.TANH, Normalization.LAYER, residual);
      }
    }
    assertThat(subnormal).isGreaterThan(3 * depth);
    assertThat(vanished).isGreaterThan(3 * depth);
  }

  /** Without biases nothing lifts what vanishes, and fast loops keep it times a power of two. */
  @ParameterizedTest
  @MethodSource("vanishing")
  void withoutBiasesVectorLoopsRecordWhatPlainLoopsDo(Activation activation) {
    for (int exponent = -30; exponent >= -210; exponent -= 60) {
      double sd = Math.pow(2, exponent / 20.0) / Math.sqrt(32);
      Trial trial =
          trial(
              Precision.FLOAT32,
              20,
              Variant.of(Initializer.NORMAL, sd),
              TrialFixture.variant(activation),
              Normalization.NONE,
              Variant.of(Residual.NONE),
              false);
      List<LayerStats> plain = rows(trial, KernelProvider.plain());
      List<LayerStats> fast = rows(trial, KernelProvider.best());
      for (int i = 0; i < plain.size(); i++) {
        double[] expected = numbers(plain.get(i));
        double[] actual = numbers(fast.get(i));
        for (int k = 0; k < expected.length; k++) {
          // Of 1024 entries a few may round to the other side of what is counted.
          double slack = k == 3 || k == 4 || k >= 7 ? 0.005 : 40 * Float.MIN_VALUE;
          assertThat(actual[k])
              .as("sd %s, number %s of %s", sd, k, plain.get(i))
              .isCloseTo(expected[k], within(1e-4 * Math.abs(expected[k]) + slack));
        }
      }
    }
  }

  /** Those that lead through 0. */
  private static Stream<Activation> vanishing() {
    return Arrays.stream(Activation.values())
        .filter(phi -> phi.value(0, TrialFixture.variant(phi).array()) == 0);
  }

  private static double[] numbers(LayerStats row) {
    return new double[] {
      row.backward().deltaRms(),
      row.forward().preactivations().sd(),
      row.forward().activations().sd(),
      row.place().layer() > 20 ? 0 : row.forward().saturatedFraction(),
      row.place().layer() > 20 ? 0 : row.forward().deadUnitFraction(),
      row.gradient().values().l2(),
      row.gradient().values().absMean(),
      row.gradient().classes().zeroFraction(),
      row.gradient().classes().subnormalFraction()
    };
  }

  private void compare(int depth, Variant<Initializer> initializer, Activation activation) {
    compare(depth, initializer, activation, Normalization.NONE, Variant.of(Residual.NONE));
  }

  private void compare(
      int depth,
      Variant<Initializer> initializer,
      Activation activation,
      Normalization normalization,
      Variant<Residual> residual) {
    List<LayerStats> floats =
        rows(Precision.FLOAT32, depth, initializer, activation, normalization, residual);
    List<LayerStats> doubles =
        rows(Precision.FLOAT64, depth, initializer, activation, normalization, residual);
    for (int i = 0; i < floats.size(); i++) {
      var actual = floats.get(i).gradient();
      var exact = doubles.get(i).gradient();
      double greatest = Math.max(-exact.values().min(), exact.values().max());
      assertThat(actual.values().l2())
          .as(
              "%s %s %s layer %s",
              initializer, normalization, residual, floats.get(i).place().layer())
          .isBetween(
              exact.values().l2() * 0.999 - 20 * Float.MIN_VALUE,
              exact.values().l2() * 1.001 + 20 * Float.MIN_VALUE);
      if (greatest < Float.MIN_NORMAL * 0.99) {
        assertThat(actual.classes().subnormalFraction() + actual.classes().zeroFraction())
            .isEqualTo(1);
        subnormal += actual.classes().subnormalFraction() > 0 ? 1 : 0;
      }
      if (greatest < Float.MIN_VALUE * 0.49) {
        assertThat(actual.classes().zeroFraction()).isEqualTo(1);
        vanished++;
      }
    }
  }

  private static List<LayerStats> rows(
      Precision precision,
      int depth,
      Variant<Initializer> initializer,
      Activation activation,
      Normalization normalization,
      Variant<Residual> residual) {
    // Beside a bias, what tells examples apart is below a float's rounding.
    boolean bias = normalization == Normalization.NONE;
    Variant<Activation> phi = Variant.of(activation);
    Trial trial = trial(precision, depth, initializer, phi, normalization, residual, bias);
    return rows(trial, KernelProvider.best());
  }

  private static Trial trial(
      Precision precision,
      int depth,
      Variant<Initializer> initializer,
      Variant<Activation> activation,
      Normalization normalization,
      Variant<Residual> residual,
      boolean bias) {
    return new Trial(
        new Trial.Identity("t", "subnormal", 3, 0),
        new Trial.Network(depth, 32, initializer, activation, normalization, residual, bias),
        new Trial.Descent(
            Variant.of(ClipRule.NONE),
            0.1,
            Variant.of(Optimizer.SGD),
            8,
            Loss.SOFTMAX_CROSS_ENTROPY),
        new DataSpec.GaussianPrototypes(3, 32, 16, 0.5, 0, false),
        new Trial.Training(
            2,
            EngineKind.ND4J,
            precision,
            new RecordSchedule.Every(),
            0,
            Double.POSITIVE_INFINITY));
  }

  private static List<LayerStats> rows(Trial trial, KernelProvider kernels) {
    float[] features = new float[16 * 32];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) Math.sin(i);
    }
    int[] classes = new int[16];
    java.util.Arrays.setAll(classes, i -> i % 3);
    Dataset data = Dataset.ofClasses(features, 32, classes, 3);
    List<LayerStats> rows = new ArrayList<>();
    Batch batch = new Batch(data, new int[] {0, 1, 2, 3, 4, 5, 6, 7}, 8);
    try (var network = new Nd4jEngine(kernels).open(trial, batch)) {
      network.train(batch, 0, true, rows::add);
      network.train(batch, 1, false, rows::add);
      network.train(batch, 2, true, rows::add);
    }
    return rows;
  }
}
