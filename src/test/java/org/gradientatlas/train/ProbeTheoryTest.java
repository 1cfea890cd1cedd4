package org.gradientatlas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.assertj.core.data.Percentage;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.Split;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.study.RandomStreams;
import org.gradientatlas.study.RandomStreams.Purpose;
import org.gradientatlas.study.Trial;
import org.gradientatlas.theory.LogMoments;
import org.gradientatlas.theory.Prediction;
import org.gradientatlas.theory.RandomNetwork;
import org.gradientatlas.train.nd4j.Nd4jEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine's probe measures at initialization, against theory. */
class ProbeTheoryTest {
  private static final Dataset DATA = gaussian(64, 200, 10);

  /** Every activation by two variances and laws, and some by two more. */
  static Stream<RandomNetwork> networks() {
    var some = Stream.of(Activation.SIGMOID, Activation.RELU, Activation.SELU, Activation.TANH);
    return Stream.of(
            Arrays.stream(Activation.values()).map(a -> network(Initializer.LECUN_NORMAL, a)),
            Arrays.stream(Activation.values()).map(a -> network(Initializer.HE_UNIFORM, a)),
            some.map(a -> network(Initializer.GLOROT_STANDARD, a)),
            Stream.of(network(Initializer.ORTHOGONAL, Activation.TANH)))
        .flatMap(networks -> networks);
  }

  private static RandomNetwork network(Initializer initializer, Activation activation) {
    return new RandomNetwork(
        30, 200, 200, 10, Variant.of(initializer), Variant.of(activation), meanSquare(DATA));
  }

  static Stream<RandomNetwork> selfAveraging() {
    return networks().filter(ProbeTheoryTest::averagesItself);
  }

  /** Near a variance where the signal turns from dying to growing, each network goes its way. */
  private static boolean averagesItself(RandomNetwork network) {
    return Prediction.of(network).slopeDeviation() < 0.01;
  }

  @Test
  void theorySaysWhereNetworksDiffer() {
    assertThat(networks().filter(n -> !averagesItself(n)))
        .extracting(n -> n.initializer().label() + " " + n.activation().label())
        .containsExactly(
            "he-uniform gelu", "he-uniform gelu-tanh", "he-uniform mish", "he-uniform softplus");
  }

  /**
   * Width 200, depth 30, 6 replicates: the slope of ln ||delta||^2 over layers 6 to 28 is within
   * 0.03 (3 % where it is above 1) of theory for these very layers, and of ln chi1 where q has
   * settled.
   */
  @ParameterizedTest
  @MethodSource("selfAveraging")
  void slopesAgree(RandomNetwork network) {
    var theory = Prediction.of(network);
    double predicted = slope(l -> theory.log10DeltaRmsRatio().get(l - 1));
    double measured =
        IntStream.range(0, 6)
            .mapToObj(replicate -> probe(network, replicate, DATA))
            .mapToDouble(rows -> slope(l -> Math.log10(rows.get(l - 1).deltaRms())))
            .average()
            .orElseThrow();
    double tolerance = 0.03 * Math.max(1, Math.abs(predicted));
    assertThat(measured).isCloseTo(predicted, within(tolerance));
    double chi = Math.log(theory.chi1());
    if (Math.abs(theory.q().get(5) / theory.qStar() - 1) < 0.01) {
      assertThat(measured).as("ln chi1").isCloseTo(chi, within(tolerance));
    }
  }

  /** A probe that measured what theory says has the slope that theory says. */
  @ParameterizedTest
  @ValueSource(ints = {2, 5, 12, 40})
  void theProbeFitsTheLayersThatTheoryFits(int depth) {
    Trial trial = new TrialFixture().depth(depth).bias(false).steps(0).trial();
    var network =
        new RandomNetwork(depth, trial.width(), 4, 3, trial.initializer(), trial.activation(), 5);
    var theory = Prediction.of(network);
    Dataset data = TrialFixture.data();
    List<LayerStats> rows =
        new Trainer(new Nd4jEngine(), () -> false)
            .run(trial, any -> new Split(data, data)).layers().stream()
                .map(
                    row ->
                        with(row, Math.pow(10, theory.log10DeltaRmsRatio().get(row.layer() - 1))))
                .toList();
    assertThat(ProbeSlope.of(rows, trial)).isCloseTo(theory.log10DeltaSlope(), within(1e-12));
  }

  private static LayerStats with(LayerStats row, double deltaRms) {
    return new LayerStats(
        row.phase(),
        row.step(),
        row.layer(),
        row.fanIn(),
        row.fanOut(),
        deltaRms,
        row.gradient(),
        row.gradBL2(),
        row.gradWL2Clipped(),
        row.clipFraction(),
        row.preactMean(),
        row.preactSd(),
        row.actMean(),
        row.actSd(),
        row.saturatedFraction(),
        row.deadUnitFraction(),
        row.weightL2(),
        row.weightAbsMax(),
        row.updateRatio(),
        row.jacobianSvMean());
  }

  /** Hanin 2018: ReLU and He, width 50, depth 20, 3000 networks. */
  @Test
  void fluctuationsAreHanins() {
    Dataset data = gaussian(1, 50, 50);
    var network =
        new RandomNetwork(
            20, 50, 50, 50, Variant.of(Initializer.HE_NORMAL), Variant.of(Activation.RELU), 1);
    var logs = new SummaryStatistics();
    for (int replicate = 0; replicate < 3000; replicate++) {
      List<LayerStats> rows = probe(network, replicate, data);
      logs.addValue(2 * Math.log(rows.get(0).deltaRms() / rows.get(20).deltaRms()));
    }
    LogMoments theory = LogMoments.relu(50).times(20);
    assertThat(logs.getMean()).isCloseTo(theory.mean(), within(0.09));
    assertThat(logs.getVariance()).isCloseTo(theory.variance(), Percentage.withPercentage(8));
  }

  /** Of ln ||delta||^2 towards the input, over layers 6 to 28, from log10 of delta_rms. */
  private static double slope(IntToDoubleFunction log10Rms) {
    var fit = new SimpleRegression();
    IntStream.rangeClosed(6, 28)
        .forEach(l -> fit.addData(l, 2 * Math.log(10) * log10Rms.applyAsDouble(l)));
    return -fit.getSlope();
  }

  private static List<LayerStats> probe(RandomNetwork network, int replicate, Dataset data) {
    Trial t = new TrialFixture().bias(false).steps(0).trial();
    var trial =
        new Trial(
            t.id(),
            t.study(),
            t.seed(),
            replicate,
            network.depth(),
            network.width(),
            network.initializer(),
            network.activation(),
            t.normalization(),
            t.residual(),
            t.clip(),
            t.learningRate(),
            t.optimizer(),
            data.size(),
            t.bias(),
            t.loss(),
            t.data(),
            t.training());
    var trainer = new Trainer(new Nd4jEngine(), () -> false);
    return trainer.run(trial, any -> new Split(data, data)).layers();
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

  private static double meanSquare(Dataset data) {
    double sum = 0;
    for (float x : data.features()) {
      sum += (double) x * x;
    }
    return sum / data.features().length;
  }
}
