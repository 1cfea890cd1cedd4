package org.gradientatlas.train.nd4j.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.architecture.Recurrent;
import org.gradientatlas.axis.architecture.Recurrent.Cell;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.TrialFixture;
import org.gradientatlas.train.nd4j.kernel.KernelProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Recurrent networks against differences. */
class RecurrentProgramTest {
  private static TrialFixture fixture(Cell cell) {
    return new TrialFixture().architecture(new Recurrent(cell, 1, 0));
  }

  @ParameterizedTest
  @EnumSource
  void gradientsAgreeWithDifferencesWhereverTheLossIs(Cell cell) {
    for (Loss loss : Loss.values()) {
      for (int timeSteps : new int[] {1, 2, 7}) {
        Differences.check(fixture(cell).loss(loss).trial(), Sequences.labelled(timeSteps));
      }
      Differences.check(fixture(cell).loss(loss).trial(), Sequences.labelledEach(5));
    }
  }

  @ParameterizedTest
  @EnumSource
  void gradientsAgreeWithDifferencesForEveryInitializerAndShape(Cell cell) {
    Dataset data = Sequences.labelled(5);
    for (Initializer initializer : Initializer.values()) {
      Differences.check(fixture(cell).initializer(TrialFixture.variant(initializer)).trial(), data);
    }
    for (int depth : new int[] {1, 2}) {
      for (int width : new int[] {1, 17}) {
        for (boolean bias : new boolean[] {true, false}) {
          Differences.check(fixture(cell).depth(depth).width(width).bias(bias).trial(), data);
        }
      }
    }
  }

  private static List<Dataset> data() {
    return List.of(Sequences.labelled(9), Sequences.labelledEach(9));
  }

  /** Whole vectors, a few units more, and fewer than a vector. */
  @ParameterizedTest
  @EnumSource
  void vectorLoopsTrainAsThePlainOnesDo(Cell cell) {
    for (int width : new int[] {5, 37, 64}) {
      for (Dataset data : data()) {
        TrialFixture small = fixture(cell).width(width).learningRate(0.01);
        agree(small, data);
        agree(small.bias(false), data);
        agree(small.architecture(new Recurrent(cell, 3, 4)), data);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void trainsUnderEveryClipRuleAndOptimizer(Cell cell) {
    for (ClipRule clip : ClipRule.values()) {
      for (Optimizer optimizer : Optimizer.values()) {
        agree(
            fixture(cell)
                .width(37)
                .learningRate(0.001)
                .clip(TrialFixture.variant(clip))
                .optimizer(TrialFixture.variant(optimizer)),
            Sequences.labelled(4));
      }
    }
  }

  private static void agree(TrialFixture fixture, Dataset data) {
    ProgramRuns.agree(
        fixture.precision(Precision.FLOAT64).trial(),
        fixture.precision(Precision.FLOAT32).trial(),
        data);
  }

  @ParameterizedTest
  @EnumSource
  void repeatsItselfBitByBit(Cell cell) {
    for (Dataset data : data()) {
      ProgramRuns.repeats(fixture(cell).width(37).precision(Precision.FLOAT32).trial(), data);
    }
  }

  @ParameterizedTest
  @EnumSource
  void scoresAPartOfABatchByItsOwnExamples(Cell cell) {
    for (Dataset data : data()) {
      ProgramRuns.scoresParts(fixture(cell).trial(), data);
    }
  }

  /** A recorded step computes what any other does. */
  @ParameterizedTest
  @EnumSource
  void recordingChangesNothing(Cell cell) {
    Trial trial = fixture(cell).width(37).precision(Precision.FLOAT32).trial();
    Dataset data = Sequences.labelled(9);
    var batch = new Batch(data, new int[] {3, 1, 4, 15, 9}, 5);
    try (var one = new ProgramNetwork(trial, batch, KernelProvider.best());
        var other = new ProgramNetwork(trial, batch, KernelProvider.best())) {
      for (int step = 0; step < 5; step++) {
        double loss = one.train(batch, step, true, row -> {}).loss();
        assertThat(other.train(batch, step, false, row -> {}).loss()).isEqualTo(loss);
      }
    }
  }

  /** Vector loops may not lose a NaN on its way. */
  @ParameterizedTest
  @EnumSource
  void oneNanReachesTheLoss(Cell cell) {
    Dataset data = Sequences.labelled(9);
    var batch = new Batch(data, new int[] {3, 1, 4, 15, 9}, 5);
    for (Precision precision : Precision.values()) {
      Trial trial = fixture(cell).width(37).precision(precision).trial();
      for (int at : new int[] {0, 36}) {
        try (var network = new ProgramNetwork(trial, batch, KernelProvider.best())) {
          network.sites().get(0).tensors.get(0).values().set(at, Double.NaN);
          assertThat(network.score(batch).loss()).isNaN();
          assertThat(network.train(batch, 0, false, row -> {}).finite()).isFalse();
        }
      }
    }
  }
}
