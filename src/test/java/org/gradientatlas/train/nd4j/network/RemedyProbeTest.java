package org.gradientatlas.train.nd4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Normalization;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Residual;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.Split;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.study.RandomStreams;
import org.gradientatlas.study.RandomStreams.Purpose;
import org.gradientatlas.theory.Prediction;
import org.gradientatlas.theory.RandomNetwork;
import org.gradientatlas.train.Trainer;
import org.gradientatlas.train.TrialFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What normalization and skips do to the engine's probe, against theory: width 200, depth 20. */
class RemedyProbeTest {
  private static final int DEPTH = 20;
  private static final int WIDTH = 200;
  private static final int OUTPUTS = 10;
  private static final int BATCH = 256;
  private static final int REPLICATES = 2;

  /**
   * Slopes of ln E||delta||^2 a layer: ln(pi/(pi - 1)) and others, whatever the initializer. ReLU
   * networks differ most: each layer adds a variance of 5/width to the logarithm, so that the slope
   * of two of them strays by about sqrt(6/5 x 5/200 / 14 / 2) = 0.033.
   */
  @ParameterizedTest
  @CsvSource({
    "RELU, HE_NORMAL, BATCH, 0.383, 0.02",
    "RELU, LECUN_NORMAL, BATCH, 0.383, 0.02",
    "RELU, XAVIER_NORMAL, LAYER, 0, 0.1",
    "TANH, HE_NORMAL, LAYER, 0.164, 0.02",
    "TANH, LECUN_NORMAL, LAYER, 0.164, 0.02",
  })
  void normalizationDecidesTheSlope(
      Activation activation,
      Initializer initializer,
      Normalization normalization,
      double slope,
      double off) {
    var network = network(activation, initializer, normalization, Variant.of(Residual.NONE));
    double measured = slope(squares(network));
    assertThat(measured).isCloseTo(slope, within(off));
  }

  /** Layer by layer, the size of delta relative to the output layer's. */
  @ParameterizedTest
  @CsvSource({
    "TANH, NONE, scaled, 0.5",
    "RELU, NONE, depth-scaled,",
    "TANH, NONE, depth-scaled,",
    "RELU, LAYER, scaled, 1",
    "TANH, BATCH, depth-scaled,",
    "RELU, BATCH, scaled, 1",
  })
  void skipsAddUpAsTheorySays(
      Activation activation, Normalization normalization, String label, Double scale) {
    Residual type = label.equals("scaled") ? Residual.SCALED : Residual.DEPTH_SCALED;
    Variant<Residual> residual = scale == null ? Variant.of(type) : Variant.of(type, scale);
    var network = network(activation, Initializer.HE_NORMAL, normalization, residual);
    IntToDoubleFunction measured = squares(network);
    List<Double> theory = Prediction.of(network).log10DeltaRmsRatio();
    for (int layer = 1; layer <= DEPTH; layer++) {
      double predicted = 2 * theory.get(layer - 1);
      assertThat(Math.log10(measured.applyAsDouble(layer) / measured.applyAsDouble(DEPTH + 1)))
          .as("layer %s", layer)
          .isCloseTo(predicted, within(0.1 + 0.01 * (DEPTH - layer)));
    }
  }

  /** (1 + 1/depth)^depth: less than e from the top to the bottom, where plain skips double. */
  @Test
  void depthScaledSkipsStayBounded() {
    var bounded = squares(relu(Residual.DEPTH_SCALED));
    var doubling = squares(relu(Residual.SCALED));
    assertThat(bounded.applyAsDouble(2) / bounded.applyAsDouble(DEPTH)).isBetween(1.5, 3.5);
    // Further down, finite width adds to it: each layer adds an outlier.
    double growth = doubling.applyAsDouble(14) / doubling.applyAsDouble(20);
    assertThat(Math.log(growth) / 6).isCloseTo(Math.log(2), within(0.1));
  }

  private static RandomNetwork relu(Residual residual) {
    return network(
        Activation.RELU, Initializer.HE_NORMAL, Normalization.NONE, Variant.of(residual));
  }

  /** Branches of scale 0 do not act on the loss, and what passes by them is as it was. */
  @Test
  void rezeroPassesEverythingBy() {
    var squares = squares(tanh(Residual.REZERO));
    for (int layer = 2; layer <= DEPTH; layer++) {
      assertThat(squares.applyAsDouble(layer)).isZero();
    }
    double ratio = Math.sqrt(squares.applyAsDouble(1) / squares.applyAsDouble(DEPTH + 1));
    double shallow = Prediction.of(tanh(Residual.NONE).withDepth(1)).log10DeltaRmsRatio().get(0);
    assertThat(Math.log10(ratio)).isCloseTo(shallow, within(0.02));
  }

  private static RandomNetwork tanh(Residual residual) {
    return network(
        Activation.TANH, Initializer.HE_NORMAL, Normalization.NONE, Variant.of(residual));
  }

  private static RandomNetwork network(
      Activation activation,
      Initializer initializer,
      Normalization normalization,
      Variant<Residual> residual) {
    return new RandomNetwork(
        DEPTH,
        WIDTH,
        WIDTH,
        OUTPUTS,
        Variant.of(initializer),
        Variant.of(activation),
        normalization,
        residual,
        1);
  }

  /** Of ln ||delta||^2 towards the input, over layers 4 to 18. */
  private static double slope(IntToDoubleFunction squares) {
    var fit = new SimpleRegression();
    IntStream.rangeClosed(4, 18).forEach(l -> fit.addData(l, Math.log(squares.applyAsDouble(l))));
    return -fit.getSlope();
  }

  /** Units times the mean over replicates of delta_rms^2, by layer. */
  private static IntToDoubleFunction squares(RandomNetwork network) {
    double[] sums = new double[DEPTH + 2];
    Dataset data = gaussian();
    for (int replicate = 0; replicate < REPLICATES; replicate++) {
      var trial =
          new TrialFixture()
              .replicate(replicate)
              .batchSize(BATCH)
              .depth(DEPTH)
              .width(WIDTH)
              .initializer(network.initializer())
              .activation(network.activation())
              .normalization(network.normalization())
              .residual(network.residual())
              .bias(false)
              .steps(0)
              .precision(Precision.FLOAT32)
              .trial();
      for (LayerStats row :
          new Trainer(new Nd4jEngine(), () -> false)
              .run(trial, any -> new Split(data, data))
              .layers()) {
        sums[row.place().layer()] +=
            row.backward().deltaRms() * row.backward().deltaRms() / REPLICATES;
      }
    }
    return layer -> sums[layer];
  }

  private static Dataset gaussian() {
    var random = new RandomStreams(7, 0).stream(Purpose.DATA, 0);
    var gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    float[] features = new float[BATCH * WIDTH];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) gaussian.sample();
    }
    int[] labels = IntStream.range(0, BATCH).map(i -> i % OUTPUTS).toArray();
    return Dataset.ofClasses(features, WIDTH, labels, OUTPUTS);
  }
}
