package org.gradientatlas.train.nd4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.axis.architecture.BranchScale;
import org.gradientatlas.axis.architecture.NormPlace;
import org.gradientatlas.axis.architecture.ResidualBlocks;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.TrialFixture;
import org.gradientatlas.train.nd4j.kernel.KernelProvider;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.program.Site;
import org.junit.jupiter.api.Test;

/** Residual blocks as programs. */
class ResidualProgramTest {
  private static List<ResidualBlocks> architectures() {
    var all = new ArrayList<ResidualBlocks>();
    for (NormPlace norm : NormPlace.values()) {
      for (BranchScale scale : BranchScale.values()) {
        for (int branch = scale == BranchScale.FIXUP ? 2 : 1; branch <= 3; branch++) {
          all.add(new ResidualBlocks(norm, branch, scale));
        }
      }
    }
    return all;
  }

  private static TrialFixture fixture(ResidualBlocks architecture) {
    return new TrialFixture().architecture(architecture);
  }

  @Test
  void gradientsAgreeWithDifferencesForEverySetting() {
    for (ResidualBlocks architecture : architectures()) {
      for (boolean bias : List.of(true, false)) {
        Differences.check(fixture(architecture).bias(bias).trial(), TrialFixture.data());
      }
    }
  }

  @Test
  void gradientsAgreeWithDifferencesForEverySmoothActivationAndInitializer() {
    var blocks = new ResidualBlocks(NormPlace.PRE, 2, BranchScale.ONE);
    for (Activation activation :
        List.of(Activation.SIGMOID, Activation.GELU, Activation.SWISH, Activation.SOFTPLUS)) {
      for (Initializer initializer :
          List.of(Initializer.LECUN_NORMAL, Initializer.ORTHOGONAL, Initializer.XAVIER_UNIFORM)) {
        Differences.check(
            fixture(blocks)
                .activation(Variant.of(activation))
                .initializer(TrialFixture.variant(initializer))
                .trial(),
            TrialFixture.data());
      }
    }
  }

  @Test
  void vectorLoopsTrainAsThePlainOnesDo() {
    for (ResidualBlocks architecture : architectures()) {
      TrialFixture small = fixture(architecture).width(37).learningRate(0.01);
      ProgramRuns.agree(
          small.precision(Precision.FLOAT64).trial(),
          small.precision(Precision.FLOAT32).trial(),
          TrialFixture.data());
    }
  }

  @Test
  void trainsUnderEveryClipRuleAndOptimizer() {
    var blocks = new ResidualBlocks(NormPlace.PRE, 2, BranchScale.SKIPINIT);
    for (ClipRule clip : ClipRule.values()) {
      for (Optimizer optimizer : Optimizer.values()) {
        TrialFixture small =
            fixture(blocks)
                .width(37)
                .learningRate(0.01)
                .clip(TrialFixture.variant(clip))
                .optimizer(TrialFixture.variant(optimizer));
        ProgramRuns.agree(
            small.precision(Precision.FLOAT64).trial(),
            small.precision(Precision.FLOAT32).trial(),
            TrialFixture.data());
      }
    }
  }

  @Test
  void repeatsItselfBitByBit() {
    ProgramRuns.repeats(
        fixture(new ResidualBlocks(NormPlace.POST, 2, BranchScale.DEEPNORM))
            .width(37)
            .precision(Precision.FLOAT32)
            .trial(),
        TrialFixture.data());
  }

  @Test
  void scoresAPartOfABatchByItsOwnExamples() {
    ProgramRuns.scoresParts(
        fixture(new ResidualBlocks(NormPlace.PRE, 2, BranchScale.ONE)).trial(),
        TrialFixture.data());
  }

  /** W2 of a block without norm sees the derivative of the stream after it, times the scale. */
  @Test
  void streamsAreWhatBlocksAddUpTo() {
    Trial trial = fixture(new ResidualBlocks(NormPlace.NONE, 2, BranchScale.DEPTH_SCALED)).trial();
    Batch batch = new Batch(TrialFixture.data(), new int[] {3, 1, 4, 15, 9}, 5);
    List<LayerStats> rows = new ArrayList<>();
    try (var network = new ProgramNetwork(trial, batch, KernelProvider.best())) {
      double[][] stream = new double[5][];
      for (int i = 0; i < 5; i++) {
        stream[i] = product(features(batch, i), network.sites().get(0).tensor("W").values());
      }
      List<Double> rms = new ArrayList<>(List.of(rms(stream)));
      for (int block = 1; block <= 3; block++) {
        Site site = network.sites().get(block);
        for (int i = 0; i < 5; i++) {
          double[] inner = product(stream[i], site.tensor("W1").values());
          double[] hidden = Arrays.stream(inner).map(Math::tanh).toArray();
          double[] branch = product(hidden, site.tensor("W2").values());
          for (int j = 0; j < branch.length; j++) {
            stream[i][j] += branch[j] / Math.sqrt(3);
          }
        }
        rms.add(rms(stream));
      }
      network.train(batch, 0, true, rows::add);
      List<LayerStats> leading = rows.stream().filter(row -> row.stream().rms() > 0).toList();
      assertThat(leading)
          .extracting(row -> row.place().tensor())
          .containsExactly("W", "W1", "W1", "W1");
      for (int layer = 0; layer <= 3; layer++) {
        assertThat(leading.get(layer).stream().rms()).isCloseTo(rms.get(layer), within(1e-12));
        assertThat(leading.get(layer).stream().tokenCosine()).isNaN();
      }
      assertThat(leading.get(0).stream().deltaRms())
          .isCloseTo(leading.get(0).backward().deltaRms(), within(1e-12));
      for (LayerStats row : rows) {
        if ("W2".equals(row.place().tensor())) {
          double after = leading.get(row.place().layer()).stream().deltaRms();
          assertThat(row.backward().deltaRms()).isCloseTo(after / Math.sqrt(3), within(1e-12));
          assertThat(row.forward().deadUnitFraction()).isNaN();
        }
      }
    }
  }

  private static double[] features(Batch batch, int example) {
    double[] features = new double[TrialFixture.FEATURES];
    for (int i = 0; i < features.length; i++) {
      features[i] = batch.data().features()[batch.rows()[example] * features.length + i];
    }
    return features;
  }

  private static double[] product(double[] row, Tensor weights) {
    double[] sums = new double[weights.columns()];
    for (int i = 0; i < row.length; i++) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] += row[i] * weights.get(i * sums.length + j);
      }
    }
    return sums;
  }

  private static double rms(double[][] rows) {
    return Math.sqrt(
        Arrays.stream(rows)
            .flatMapToDouble(Arrays::stream)
            .map(x -> x * x)
            .average()
            .orElseThrow());
  }
}
