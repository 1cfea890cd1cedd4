package org.gradientatlas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Residual;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.Split;
import org.gradientatlas.measure.Outcome;
import org.gradientatlas.measure.TrialResult;
import org.gradientatlas.study.RandomStreams;
import org.gradientatlas.study.RandomStreams.Purpose;
import org.gradientatlas.study.Trial;
import org.gradientatlas.theory.Prediction;
import org.gradientatlas.theory.RandomNetwork;
import org.gradientatlas.train.engine.Engines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Layer-sequential unit variance, as the engines' own probe sees it. */
class UnitVarianceTest {
  private static final Dataset DATA = TrialFixture.data();
  private static final Dataset WIDE = gaussian(20, 200, 10);

  private static TrialFixture lsuv(Activation activation) {
    return new TrialFixture()
        .initializer(Variant.of(Initializer.LSUV))
        .activation(TrialFixture.variant(activation))
        .steps(0);
  }

  private static TrialResult run(EngineKind engine, Trial trial, Dataset data) {
    return new Trainer(Engines.of(engine), () -> false).run(trial, any -> new Split(data, data));
  }

  /** Layers 4 x 6, 6 x 6 and 6 x 3. */
  @ParameterizedTest
  @EnumSource
  void preactivationsOfEveryLayerHaveUnitVarianceOnTheFirstBatch(Activation activation) {
    for (EngineKind engine : List.of(EngineKind.ND4J, EngineKind.DL4J)) {
      for (Precision precision : Precision.values()) {
        Trial trial = lsuv(activation).precision(precision).trial();
        double error = precision == Precision.FLOAT64 ? 1e-12 : 1e-5;
        assertThat(run(engine, trial, DATA).layers())
            .hasSize(4)
            .allSatisfy(
                row -> assertThat(row.forward().preactivations().sd()).isCloseTo(1, within(error)));
      }
    }
  }

  @Test
  void onlyTheScaleOfTheDrawsChanges() {
    Trial trial = lsuv(Activation.TANH).trial();
    Batch batch = new Batches(trial, DATA).first();
    Trial unscaled =
        new TrialFixture().initializer(Variant.of(Initializer.ORTHOGONAL)).steps(0).trial();
    for (int layer = 1; layer <= 4; layer++) {
      double[] scaled = InitialWeights.of(trial, batch).weights(layer);
      double[] drawn = InitialWeights.of(unscaled, batch).weights(layer);
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < drawn.length; i++) {
        ratios.add(scaled[i] / drawn[i]);
      }
      assertThat(ratios).allSatisfy(r -> assertThat(r).isCloseTo(ratios.get(0), within(1e-12)));
      assertThat(ratios.get(0)).isNotCloseTo(1, within(0.01));
    }
  }

  /** A layer takes in what the skip around the one below adds up. */
  @ParameterizedTest
  @EnumSource
  void skippedLayersHaveUnitVariance(Residual residual) {
    Trial trial =
        lsuv(Activation.RELU).residual(TrialFixture.variant(residual)).depth(12).width(32).trial();
    assertThat(run(EngineKind.ND4J, trial, DATA).layers())
        .hasSize(13)
        .allSatisfy(
            row -> assertThat(row.forward().preactivations().sd()).isCloseTo(1, within(1e-12)));
    var network =
        new RandomNetwork(
            12,
            32,
            4,
            3,
            trial.network().initializer(),
            trial.network().activation(),
            trial.network().normalization(),
            trial.network().residual(),
            1);
    var theory = Prediction.of(network);
    assertThat(theory.gap()).isNotEmpty();
    assertThat(theory.q())
        .hasSize(residual == Residual.REZERO ? 0 : 13)
        .allSatisfy(q -> assertThat(q).isCloseTo(1, within(1e-9)));
  }

  /**
   * E phi'^2/E phi^2 at q = 1, layer by layer: E sech^4/E tanh^2 = 1.178 for tanh, which explodes
   * slowly. At this width GELU and Swish are 0.04 and 0.06 above it.
   */
  @ParameterizedTest
  @EnumSource(names = {"SIGMOID", "TANH", "RELU", "SELU", "HARDTANH", "ERF"})
  void gradientsChangeAsTheorySays(Activation activation) {
    var network =
        new RandomNetwork(
            30,
            200,
            200,
            10,
            Variant.of(Initializer.LSUV),
            TrialFixture.variant(activation),
            WIDE.meanSquare());
    var theory = Prediction.of(network);
    assertThat(theory.q()).allSatisfy(q -> assertThat(q).isCloseTo(1, within(1e-9)));
    assertThat(measured(activation))
        .isCloseTo(2 * Math.log(10) * theory.log10DeltaSlope(), within(0.03));
    if (activation == Activation.TANH) {
      assertThat(theory.chi1()).isCloseTo(1.178, within(5e-4));
    }
  }

  /** How ln ||delta||^2 grows a layer towards the input. */
  private static double measured(Activation activation) {
    var fixture = lsuv(activation).width(200).depth(30).precision(Precision.FLOAT32);
    double slope =
        IntStream.range(0, 3)
            .mapToDouble(r -> run(EngineKind.ND4J, fixture.replicate(r).trial(), WIDE).deltaSlope())
            .average()
            .orElseThrow();
    return 2 * Math.log(10) * slope;
  }

  @ParameterizedTest
  @ValueSource(floats = {0, Float.NaN, Float.POSITIVE_INFINITY})
  void aBatchThatNoWeightsScaleToOneFailsTheTrial(float feature) {
    float[] features = new float[20 * 4];
    Arrays.fill(features, feature);
    Dataset data = Dataset.ofClasses(features, 4, new int[20], 3);
    TrialResult result = run(EngineKind.ND4J, lsuv(Activation.TANH).trial(), data);
    assertThat(result.ending().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.ending().error())
        .isEqualTo(
            new TrialResult.Failure(
                "java.lang.ArithmeticException",
                "lsuv: the pre-activations of layer 1 have standard deviation "
                    + (feature == 0 ? "0.0" : "NaN")
                    + " on the first batch; no weights scale that to 1"));
  }

  private static Dataset gaussian(int examples, int width, int classes) {
    var random = new RandomStreams(7, 0).stream(Purpose.DATA, 0);
    var gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    float[] features = new float[examples * width];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) gaussian.sample();
    }
    int[] labels = IntStream.range(0, examples).map(i -> i % classes).toArray();
    return Dataset.ofClasses(features, width, labels, classes);
  }
}
