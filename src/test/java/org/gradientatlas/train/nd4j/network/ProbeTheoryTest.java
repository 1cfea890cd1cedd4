package org.gradientatlas.train.nd4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.assertj.core.data.Percentage;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.Split;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.study.Trial;
import org.gradientatlas.theory.LogMoments;
import org.gradientatlas.theory.Prediction;
import org.gradientatlas.theory.RandomNetwork;
import org.gradientatlas.train.ProbeSlope;
import org.gradientatlas.train.Trainer;
import org.gradientatlas.train.TrialFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine's probe measures at initialization, against theory. */
class ProbeTheoryTest {
  /** Every activation by two variances and laws, and some by others. */
  static Stream<ProbeCell> cells() {
    var some = Stream.of(Activation.SIGMOID, Activation.RELU, Activation.SELU, Activation.TANH);
    var biased = Variant.of(Initializer.SCALED_NORMAL, 4, 0.05);
    return Stream.of(
            Arrays.stream(Activation.values()).map(a -> cell(Initializer.LECUN_NORMAL, a)),
            Arrays.stream(Activation.values()).map(a -> cell(Initializer.HE_UNIFORM, a)),
            some.map(a -> cell(Initializer.GLOROT_STANDARD, a)),
            Stream.of(
                cell(Initializer.ORTHOGONAL, Activation.TANH),
                new ProbeCell(biased, Activation.TANH)))
        .flatMap(cells -> cells);
  }

  private static ProbeCell cell(Initializer initializer, Activation activation) {
    return new ProbeCell(Variant.of(initializer), activation);
  }

  static Stream<ProbeCell> selfAveraging() {
    return cells().filter(ProbeCell::averagesItself);
  }

  @Test
  void theorySaysWhereNetworksDiffer() {
    assertThat(cells().filter(cell -> !cell.averagesItself()))
        .extracting(ProbeCell::toString)
        .contains(
            "gelu he-uniform", "gelu-tanh he-uniform", "mish he-uniform", "softplus he-uniform")
        .as("cells that no slope is asked of: the exception")
        .hasSizeLessThanOrEqualTo((int) cells().count() / 6);
  }

  /**
   * Width 200, depth 30, 6 replicates or as many as the bar needs: the slope of ln ||delta||^2 over
   * layers 6 to 28 is within 0.03 (3 % where it is above 1) of theory for these very layers, and of
   * ln chi1 where q has settled. docs/science/probe.md has all cells.
   */
  @ParameterizedTest
  @MethodSource("selfAveraging")
  void measuredSlopesAgreeWithTheory(ProbeCell cell) {
    double measured = cell.measured(cell.replicatesForBar());
    assertThat(measured).isCloseTo(cell.predicted(), within(ProbeCell.bar(cell.predicted())));
    if (cell.settled()) {
      assertThat(measured)
          .as("ln chi1")
          .isCloseTo(cell.lnChi1(), within(ProbeCell.bar(cell.lnChi1())));
    }
  }

  /** A probe that measured what theory says has the slope that theory says. */
  @ParameterizedTest
  @ValueSource(ints = {2, 5, 12, 40})
  void theProbeFitsTheLayersThatTheoryFits(int depth) {
    Trial trial = new TrialFixture().depth(depth).bias(false).steps(0).trial();
    var network =
        new RandomNetwork(
            depth,
            trial.network().width(),
            4,
            3,
            trial.network().initializer(),
            trial.network().activation(),
            5);
    var theory = Prediction.of(network);
    Dataset data = TrialFixture.data();
    List<LayerStats> rows =
        new Trainer(new Nd4jEngine(), () -> false)
            .run(trial, any -> new Split(data, data)).layers().stream()
                .map(
                    row ->
                        row.withDeltaRms(
                            Math.pow(10, theory.log10DeltaRmsRatio().get(row.place().layer() - 1))))
                .toList();
    assertThat(ProbeSlope.of(rows, trial)).isCloseTo(theory.log10DeltaSlope(), within(1e-12));
  }

  /** Hanin 2018: ReLU and He, width 50, depth 20, 3000 networks. */
  @Test
  void fluctuationsAreHanins() {
    Dataset data = ProbeCell.gaussian(1, 50, 50);
    var network =
        new RandomNetwork(
            20, 50, 50, 50, Variant.of(Initializer.HE_NORMAL), Variant.of(Activation.RELU), 1);
    var logs = new SummaryStatistics();
    for (int replicate = 0; replicate < 3000; replicate++) {
      List<LayerStats> rows = ProbeCell.probe(network, replicate, data);
      logs.addValue(
          2 * Math.log(rows.get(0).backward().deltaRms() / rows.get(20).backward().deltaRms()));
    }
    LogMoments theory = LogMoments.relu(50).times(20);
    // Four and a half standard errors: 0.12, and 12 % of the variance.
    double error = Math.sqrt(theory.variance() / 3000);
    assertThat(logs.getMean()).isCloseTo(theory.mean(), within(4.5 * error));
    assertThat(logs.getVariance()).isCloseTo(theory.variance(), Percentage.withPercentage(12));
  }
}
