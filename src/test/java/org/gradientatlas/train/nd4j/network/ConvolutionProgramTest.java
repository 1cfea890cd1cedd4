package org.gradientatlas.train.nd4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.axis.architecture.Convolution;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.Network;
import org.gradientatlas.train.TrialFixture;
import org.gradientatlas.train.nd4j.kernel.KernelProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Convolutional networks against differences, a longhand computation and each other. */
class ConvolutionProgramTest {
  /** Bytes that the smallest tensor here needs, roughly. */
  private static final long NO_TENSOR = 1024;

  static Stream<Convolution> shapes() {
    return ConvolutionTrials.shapes();
  }

  private static Stream<Convolution> someShapes() {
    return Stream.of(
        new Convolution(3, 1, true, 1, true),
        new Convolution(3, 1, false, 1, false),
        new Convolution(3, 1, true, 2, true),
        new Convolution(3, 2, false, 2, false));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void gradientsAgreeWithDifferences(Convolution shape) {
    TrialFixture fixture = ConvolutionTrials.fixture(shape);
    Dataset data = ConvolutionTrials.data(shape);
    Differences.check(fixture.trial(), data);
    Differences.check(fixture.batchSize(1).bias(false).trial(), data);
  }

  @ParameterizedTest
  @MethodSource("someShapes")
  void gradientsAgreeWithDifferencesUnderEveryLossActivationInitializerAndClipRule(
      Convolution shape) {
    Dataset data = ConvolutionTrials.data(shape);
    TrialFixture fixture = ConvolutionTrials.fixture(shape).depth(2);
    for (Loss loss : Loss.values()) {
      Differences.check(fixture.loss(loss).trial(), data);
    }
    for (Activation type : List.of(Activation.SIGMOID, Activation.SWISH, Activation.GELU)) {
      Differences.check(fixture.activation(Variant.of(type)).trial(), data);
    }
    for (Initializer type : Initializer.values()) {
      Differences.check(fixture.initializer(TrialFixture.variant(type)).trial(), data);
    }
    for (ClipRule rule : ClipRule.values()) {
      Differences.check(fixture.clip(TrialFixture.variant(rule)).trial(), data);
    }
  }

  /** Also for one place, which circular padding takes for all of its neighbours. */
  @Test
  void inputsOfAnyShapeHaveGradients() {
    for (boolean circular : List.of(true, false)) {
      var line = new Convolution(5, 1, circular, 1, false);
      var image = new Convolution(3, 2, circular, 2, true);
      Differences.check(
          ConvolutionTrials.fixture(line).trial(),
          ConvolutionTrials.data(new InputShape.Flat(9), 20));
      Differences.check(
          ConvolutionTrials.fixture(line).trial(),
          ConvolutionTrials.data(new InputShape.Sequence(1, 3), 20));
      Differences.check(
          ConvolutionTrials.fixture(image).trial(),
          ConvolutionTrials.data(new InputShape.Image(1, 2, 1), 20));
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void rowsAreThoseOfALonghandComputation(Convolution shape) {
    Trial trial =
        ConvolutionTrials.fixture(shape)
            .initializer(Variant.of(Initializer.SCALED_NORMAL, 3, 0.5))
            .trial();
    Dataset data = ConvolutionTrials.data(shape);
    Batch batch = ConvolutionTrials.batch(data, trial.descent().batchSize());
    double[] cotangents = new double[batch.count() * ConvolutionTrials.CLASSES];
    Arrays.setAll(cotangents, i -> Math.sin(1 + i));
    try (var network = new ProgramNetwork(trial, batch, KernelProvider.plain())) {
      var longhand = new LonghandConvolution(trial, data.shape(), network.sites());
      List<List<LonghandConvolution.Values>> examples = new ArrayList<>();
      for (int i = 0; i < batch.count(); i++) {
        int from = i * ConvolutionTrials.CLASSES;
        double[] own = Arrays.copyOfRange(cotangents, from, from + ConvolutionTrials.CLASSES);
        examples.add(longhand.run(batch, i, own));
      }
      List<LayerStats> rows = new ArrayList<>();
      network.probe(batch, cotangents, rows::add);
      assertThat(rows).hasSize(2 * network.sites().size());
      for (int layer = 1; layer <= network.sites().size(); layer++) {
        LayerStats row = rows.get(2 * layer - 2);
        int of = layer;
        check(row, trial, examples.stream().map(example -> example.get(of)).toList());
        assertThat(row.place().tensor()).isEqualTo("W");
        assertThat(rows.get(2 * layer - 1).backward().deltaRms()).isNaN();
      }
    }
  }

  private static void check(
      LayerStats row, Trial trial, List<LonghandConvolution.Values> examples) {
    var sums = new SummaryStatistics();
    var outputs = new SummaryStatistics();
    var squares = new SummaryStatistics();
    var saturated = new SummaryStatistics();
    for (LonghandConvolution.Values values : examples) {
      Arrays.stream(values.sums()).forEach(sums::addValue);
      Arrays.stream(values.outputs()).forEach(outputs::addValue);
      Arrays.stream(values.deltas()).forEach(delta -> squares.addValue(delta * delta));
      // tanh: phi' is at most 1.
      Arrays.stream(values.outputs())
          .forEach(a -> saturated.addValue(1 - a * a < LayerStats.SATURATED_BELOW ? 1 : 0));
    }
    near(row.forward().preactivations(), sums);
    near(row.forward().activations(), outputs);
    assertThat(row.backward().deltaRms()).isCloseTo(Math.sqrt(squares.getMean()), within(1e-12));
    if (row.place().layer() <= trial.network().depth()) {
      assertThat(row.forward().saturatedFraction()).isCloseTo(saturated.getMean(), within(1e-12));
      assertThat(row.forward().deadUnitFraction()).isZero();
    }
  }

  private static void near(LayerStats.Distribution measured, SummaryStatistics expected) {
    assertThat(measured.mean()).isCloseTo(expected.getMean(), within(1e-12));
    assertThat(measured.sd()).isCloseTo(Math.sqrt(expected.getPopulationVariance()), within(1e-12));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void singlePrecisionAgreesWithDouble(Convolution shape) {
    TrialFixture fixture = ConvolutionTrials.fixture(shape).width(17);
    List<LayerStats> exact =
        trained(fixture.precision(Precision.FLOAT64).trial(), KernelProvider.plain());
    List<LayerStats> fast =
        trained(fixture.precision(Precision.FLOAT32).trial(), KernelProvider.best());
    assertThat(fast).hasSameSizeAs(exact);
    for (int i = 0; i < exact.size(); i++) {
      near(exact.get(i).gradient().values().l2(), fast.get(i).gradient().values().l2());
      near(exact.get(i).backward().deltaRms(), fast.get(i).backward().deltaRms());
      near(exact.get(i).forward().activations().sd(), fast.get(i).forward().activations().sd());
    }
  }

  private static void near(double expected, double actual) {
    if (Double.isNaN(expected)) {
      assertThat(actual).isNaN();
    } else {
      assertThat(actual).isCloseTo(expected, within(2e-5 * Math.max(1e-2, Math.abs(expected))));
    }
  }

  private static List<LayerStats> trained(Trial trial, KernelProvider provider) {
    Batch batch =
        ConvolutionTrials.batch(
            ConvolutionTrials.data((Convolution) trial.network().architecture()),
            trial.descent().batchSize());
    List<LayerStats> rows = new ArrayList<>();
    try (var network = new ProgramNetwork(trial, batch, provider)) {
      for (int step = 0; step < 4; step++) {
        network.train(batch, step, true, rows::add);
      }
    }
    return rows;
  }

  @ParameterizedTest
  @EnumSource
  void networksAreTheSameEveryTime(Precision precision) {
    someShapes()
        .map(shape -> ConvolutionTrials.fixture(shape).precision(precision).trial())
        .forEach(
            trial ->
                assertThat(trained(trial, KernelProvider.best()))
                    .usingRecursiveComparison()
                    .withComparatorForType(Double::compare, Double.class)
                    .isEqualTo(trained(trial, KernelProvider.best())));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aSmallerBatchScoresLikeItsExamples(Convolution shape) {
    Trial trial = ConvolutionTrials.fixture(shape).trial();
    Dataset data = ConvolutionTrials.data(shape);
    Batch whole = ConvolutionTrials.batch(data, trial.descent().batchSize());
    try (var network = new ProgramNetwork(trial, whole, KernelProvider.plain())) {
      Network.Score all = network.score(whole);
      Network.Score early = network.score(new Batch(data, whole.rows(), 2));
      int[] rest = Arrays.copyOfRange(whole.rows(), 2, whole.count());
      Network.Score late = network.score(new Batch(data, rest, rest.length));
      assertThat(early.loss() + late.loss()).isCloseTo(all.loss(), within(1e-12));
      assertThat(early.correct() + late.correct()).isEqualTo(all.correct());
    }
  }

  @ParameterizedTest
  @MethodSource("someShapes")
  void stepsAllocateNoTensors(Convolution shape) {
    Trial trial = ConvolutionTrials.fixture(shape).width(64).precision(Precision.FLOAT32).trial();
    Batch batch =
        ConvolutionTrials.batch(ConvolutionTrials.data(shape), trial.descent().batchSize());
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (var network = new ProgramNetwork(trial, batch, KernelProvider.best())) {
      int step = 0;
      long each = Long.MAX_VALUE;
      // Before the JIT has compiled them, vector loops allocate their vectors.
      for (int round = 0; round < 100 && each >= NO_TENSOR; round++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 200; i++) {
          network.train(batch, step++, false, row -> {});
        }
        each = (threads.getCurrentThreadAllocatedBytes() - before) / 200;
      }
      assertThat(each).isLessThan(NO_TENSOR);
    }
  }

  /** Where gradients overflow, no tensor may change and the step says so. */
  @Test
  void aStepThatOverflowsIsReported() {
    Convolution shape = new Convolution(3, 1, true, 2, true);
    Trial trial =
        ConvolutionTrials.fixture(shape)
            .activation(Variant.of(Activation.RELU))
            .initializer(Variant.of(Initializer.NORMAL, 1e15))
            .precision(Precision.FLOAT32)
            .trial();
    Batch batch =
        ConvolutionTrials.batch(ConvolutionTrials.data(shape), trial.descent().batchSize());
    try (var network = new ProgramNetwork(trial, batch, KernelProvider.best())) {
      List<LayerStats> rows = new ArrayList<>();
      assertThat(network.train(batch, 0, false, rows::add).finite()).isFalse();
      assertThat(rows).hasSize(2 * (trial.network().depth() + 1));
    }
  }
}
