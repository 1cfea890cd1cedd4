package org.gradientatlas.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.apache.commons.rng.simple.RandomSource;
import org.assertj.core.data.Percentage;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PredictionTest {
  private static final Variant<Initializer> HE = Variant.of(Initializer.HE_NORMAL);

  private static RandomNetwork network(
      int depth, int width, Variant<Initializer> initializer, Activation activation) {
    return new RandomNetwork(depth, width, width, width, initializer, Variant.of(activation), 1);
  }

  @ParameterizedTest
  @CsvSource({
    "SIGMOID, 1, VANISHES",
    "TANH, 0.5, VANISHES",
    "TANH, 1, HEALTHY",
    "RELU, 2, HEALTHY",
    "RELU, 1, VANISHES",
    "RELU, 4, EXPLODES",
    "TANH, 9, EXPLODES"
  })
  void forecastIsAsPublished(Activation activation, double sw2, Forecast expected) {
    var initializer = Variant.of(Initializer.SCALED_NORMAL, sw2);
    assertThat(Prediction.of(network(30, 64, initializer, activation)).forecast())
        .isEqualTo(expected);
  }

  /** The values of the literature for tanh, biases included. */
  @ParameterizedTest
  @CsvSource({
    "2, 0, 0.618, 1.1055, NaN",
    "1.76, 0.05, 0.570, 1.000, NaN",
    "1, 0.05, 0.194, 0.7590, 3.63",
    "4, 0.05, 2.196, 1.3424, 6.98"
  })
  void tanhWithBiasesAgreesWithReferenceValues(
      double sw2, double sb2, double q, double chi1, double correlationDepth) {
    var initializer = Variant.of(Initializer.SCALED_NORMAL, sw2, sb2);
    var prediction = Prediction.of(network(30, 64, initializer, Activation.TANH));
    assertThat(prediction.qStar()).isCloseTo(q, within(6e-4));
    assertThat(prediction.chi1()).isCloseTo(chi1, within(4e-4));
    if (!Double.isNaN(correlationDepth)) {
      assertThat(prediction.correlationDepth()).isCloseTo(correlationDepth, within(5e-3));
    }
  }

  @Test
  void steepButShallowIsHealthy() {
    var prediction =
        Prediction.of(network(4, 64, Variant.of(Initializer.LECUN_NORMAL), Activation.SIGMOID));
    assertThat(prediction.log10DeltaSlope()).isLessThan(-0.05);
    assertThat(prediction.log10Growth()).isBetween(-3.0, 0.0);
    assertThat(prediction.forecast()).isEqualTo(Forecast.HEALTHY);
  }

  @Test
  void constantWeightsHaveNoTheory() {
    var prediction =
        Prediction.of(network(15, 1, Variant.of(Initializer.CONSTANT, 0.6), Activation.IDENTITY));
    assertThat(prediction.gap()).isEqualTo("constant(0.6) draws no random weights");
    assertThat(prediction.forecast()).isEqualTo(Forecast.UNKNOWN);
    assertThat(prediction.chi1()).isNaN();
    assertThat(prediction.log10Growth()).isNaN();
    assertThat(prediction.q()).isEmpty();
  }

  /** Glorot and Bengio 2010, with ReLU's factor 1/2: forward by fan_in, backward by fan_out. */
  @Test
  void nonSquareLayersScaleByTheirFans() {
    var prediction =
        Prediction.of(
            new RandomNetwork(
                2,
                100,
                784,
                10,
                Variant.of(Initializer.XAVIER_NORMAL),
                Variant.of(Activation.RELU),
                0.1));
    double first = 784 * 2 / 884.0 * 0.1;
    assertThat(prediction.q().get(0)).isCloseTo(first, within(1e-12));
    assertThat(prediction.q().get(1)).isCloseTo(first / 2, within(1e-12));
    assertThat(prediction.q().get(2)).isCloseTo(first / 4 * 100 * 2 / 110, within(1e-12));
    double last = 0.5 * Math.log10(10 * 2 / 110.0 / 2);
    assertThat(prediction.log10DeltaRmsRatio()).hasSize(3).element(2).isEqualTo(0.0);
    assertThat(prediction.log10DeltaRmsRatio().get(1)).isCloseTo(last, within(1e-12));
    assertThat(prediction.log10DeltaRmsRatio().get(0))
        .isCloseTo(last + 0.5 * Math.log10(0.5), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 1", "8, 3", "40, 6"})
  void slopeIsTheLeastSquaresFitOfTheSettledLayers(int depth, int first) {
    var prediction = Prediction.of(network(depth, 64, HE, Activation.TANH));
    var fit = new SimpleRegression();
    for (int layer = first; layer <= depth; layer++) {
      fit.addData(layer, prediction.log10DeltaRmsRatio().get(layer - 1));
    }
    if (depth == 1) {
      assertThat(prediction.log10DeltaSlope()).isNaN();
    } else {
      assertThat(prediction.log10DeltaSlope()).isCloseTo(-fit.getSlope(), within(1e-12));
    }
  }

  /** Whatever a study asks for, extreme depths and variances included. */
  @ParameterizedTest
  @EnumSource
  void everyCombinationHasNumbers(Activation activation) {
    for (Initializer initializer : Initializer.values()) {
      double[] parameters = initializer.parameters().stream().mapToDouble(p -> 3).toArray();
      for (int depth : new int[] {1, 2, 60}) {
        for (int width : new int[] {1, 512}) {
          var prediction =
              Prediction.of(network(depth, width, Variant.of(initializer, parameters), activation));
          if (prediction.known()) {
            assertThat(prediction.log10DeltaRmsRatio())
                .hasSize(depth + 1)
                .allMatch(Double::isFinite);
            assertThat(prediction.q()).hasSize(depth + 1).allMatch(q -> q >= 0);
            assertThat(prediction.chi1()).isPositive().isFinite();
            assertThat(prediction.qStar()).isNotNegative();
            assertThat(Double.isFinite(prediction.log10DeltaSlope())).isEqualTo(depth > 1);
            boolean spread = depth > 1 && initializer != Initializer.LSUV;
            assertThat(Double.isFinite(prediction.slopeShift())).isEqualTo(spread);
            assertThat(Double.isFinite(prediction.slopeDeviation()))
                .as("%s depth %s width %s", initializer, depth, width)
                .isEqualTo(spread);
          } else {
            assertThat(initializer).isIn(Initializer.CONSTANT, Initializer.IDENTITY);
          }
        }
      }
    }
  }

  /** Far from the input the slope is that of chi1. */
  @ParameterizedTest
  @EnumSource(names = {"SIGMOID", "TANH", "RELU", "SELU", "HARDTANH", "ERF", "IDENTITY"})
  void slopeTendsToChi(Activation activation) {
    var initializer = Variant.of(Initializer.SCALED_NORMAL, 1.5);
    var prediction = Prediction.of(network(60, 64, initializer, activation));
    assertThat(prediction.log10DeltaSlope())
        .isCloseTo(0.5 * Math.log10(prediction.chi1()), within(0.002));
  }

  @Test
  void firstOrderWidthsOfKnownLayers() {
    var relu = new MeanField(Variant.of(Activation.RELU), 2, 0);
    var linear = new MeanField(Variant.of(Activation.IDENTITY), 1, 0);
    assertThat(FiniteWidth.Layer.of(relu, 1, 500, false).gradient()).isCloseTo(0.01, within(1e-12));
    assertThat(FiniteWidth.Layer.of(relu, 1, 500, false).gradient())
        .isCloseTo(LogMoments.relu(500).variance(), Percentage.withPercentage(1));
    assertThat(FiniteWidth.Layer.of(linear, 1, 500, false).gradient())
        .isCloseTo(LogMoments.linear(500).variance(), Percentage.withPercentage(1));
    assertThat(FiniteWidth.Layer.of(linear, 1, 500, true).gradient()).isCloseTo(0, within(1e-12));
  }

  /** Single networks of 50 units against the predicted mean and spread of their slopes. */
  @ParameterizedTest
  @CsvSource({
    "IDENTITY, scaled",
    "SIGMOID, scaled",
    "TANH, scaled",
    "RELU, scaled",
    "SELU, scaled",
    "HARDTANH, scaled",
    "ERF, scaled",
    "SOFTSIGN, scaled",
    "TANH, orthogonal",
    "RELU, orthogonal",
    "HARDTANH, orthogonal"
  })
  void slopesAgreeWithSimulatedNetworks(Activation activation, String weights) {
    boolean scaled = weights.equals("scaled");
    Variant<Initializer> initializer =
        scaled
            ? Variant.of(Initializer.SCALED_NORMAL, 2)
            : Variant.of(Initializer.ORTHOGONAL, Math.sqrt(2));
    var network = network(12, 50, initializer, activation);
    int networks = scaled ? 400 : 60;
    var prediction = Prediction.of(network);
    var random = RandomSource.XO_RO_SHI_RO_128_PP.create(4);
    var slopes = new SummaryStatistics();
    for (int i = 0; i < networks; i++) {
      slopes.addValue(
          -SlopeFit.of(12).slope(new RandomPass(network, random).log10DeltaRmsRatios()));
    }
    double deviation = prediction.slopeDeviation();
    assertThat(slopes.getMean())
        .isCloseTo(
            prediction.log10DeltaSlope() + prediction.slopeShift(),
            within(4 * deviation / Math.sqrt(networks) + 0.001));
    // Four standard errors of a standard deviation, and terms of the next order in 1/n.
    assertThat(slopes.getStandardDeviation())
        .isCloseTo(deviation, within(deviation * (4 / Math.sqrt(2 * networks) + 0.05)));
  }
}
