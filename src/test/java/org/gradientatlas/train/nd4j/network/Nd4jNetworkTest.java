package org.gradientatlas.train.nd4j.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Normalization;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Residual;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.measure.RecordSchedule;
import org.gradientatlas.measure.StepStats;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batches;
import org.gradientatlas.train.Engine;
import org.gradientatlas.train.Network;
import org.gradientatlas.train.TrialFixture;
import org.gradientatlas.train.engine.Engines;
import org.junit.jupiter.api.Test;

/** What the fast engine promises beyond the numbers: the same bits again, and no garbage. */
class Nd4jNetworkTest {
  /** Bytes: an eighth of the weights of a 64 x 64 layer. */
  private static final long NO_TENSOR = 2048;

  private final Engine engine = Engines.of(EngineKind.ND4J);

  @Test
  void repeatsATrialBitForBitAlsoAfterOthersOfOtherShapes() {
    Trial trial = new TrialFixture().width(37).precision(Precision.FLOAT32).trial();
    List<StepStats> first = losses(trial);
    losses(new TrialFixture().width(64).depth(7).precision(Precision.FLOAT32).trial());
    losses(new TrialFixture().activation(Variant.of(Activation.RELU)).trial());
    for (int i = 0; i < 300; i++) {
      assertThat(losses(trial)).isEqualTo(first);
    }
  }

  private List<StepStats> losses(Trial trial) {
    Dataset data = TrialFixture.data();
    List<StepStats> steps = new ArrayList<>();
    var batches = new Batches(trial, data);
    try (Network network = engine.open(trial, batches.first())) {
      for (int step = 0; step < 10; step++) {
        steps.add(network.train(batches.next(), step, true, row -> {}));
      }
    }
    return steps;
  }

  @Test
  void measuringAStepChangesNoBitOfTheNext() {
    for (ClipRule clip : ClipRule.values()) {
      for (Optimizer optimizer : Optimizer.values()) {
        Trial trial =
            new TrialFixture()
                .width(37)
                .precision(Precision.FLOAT32)
                .clip(TrialFixture.variant(clip))
                .optimizer(TrialFixture.variant(optimizer))
                .trial();
        assertThat(loss(trial, true)).as("%s, %s", clip, optimizer).isEqualTo(loss(trial, false));
      }
    }
  }

  @Test
  void measuringAStepWithRemediesChangesNoBitOfTheNext() {
    for (Normalization normalization : Normalization.values()) {
      for (Residual residual : Residual.values()) {
        Trial trial = remedied(37, normalization, residual);
        assertThat(loss(trial, true))
            .as("%s, %s", normalization, residual)
            .isEqualTo(loss(trial, false));
      }
    }
  }

  private static Trial remedied(int width, Normalization normalization, Residual residual) {
    return new TrialFixture()
        .width(width)
        .precision(Precision.FLOAT32)
        .normalization(normalization)
        .residual(TrialFixture.variant(residual))
        .record(new RecordSchedule.Log())
        .trial();
  }

  private double loss(Trial trial, boolean record) {
    Dataset data = TrialFixture.data();
    var batches = new Batches(trial, data);
    try (Network network = engine.open(trial, batches.first())) {
      for (int step = 0; step < 30; step++) {
        network.train(batches.next(), step, record, row -> {});
      }
      return network.train(batches.first(), 30, false, row -> {}).loss();
    }
  }

  @Test
  void aStepAllocatesNoTensors() {
    assertThat(StepGarbage.bytes(StepGarbage.fixture().trial(), NO_TENSOR)).isLessThan(NO_TENSOR);
  }

  /** What a loop is compiled to must not depend on the networks trained before. */
  @Test
  void stepsOfEveryActivationAndOptimizerAllocateNoTensors() throws Exception {
    Map<String, Long> bytes = OwnProcess.least(StepGarbage.class, NO_TENSOR);
    assertThat(bytes).hasSize(Activation.values().length + Optimizer.values().length);
    assertThat(bytes).allSatisfy((name, its) -> assertThat(its).as(name).isLessThan(NO_TENSOR));
  }
}
