package org.gradientatlas.train.nd4j.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.StepStats;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.InitialWeights;
import org.gradientatlas.train.Network;
import org.gradientatlas.train.TrialFixture;
import org.gradientatlas.train.nd4j.kernel.KernelProvider;
import org.gradientatlas.train.nd4j.program.Site;
import org.junit.jupiter.api.Test;

/** A dense network as a program, against differences and against the fast path. */
class DenseProgramTest {
  private static final Batch BATCH = new Batch(TrialFixture.data(), new int[] {3, 1, 4, 15, 9}, 5);

  @Test
  void gradientsAgreeWithDifferencesForEveryActivationWithoutKinks() {
    for (Activation activation : List.of(Activation.TANH, Activation.SIGMOID, Activation.SWISH)) {
      for (Loss loss : Loss.values()) {
        Differences.check(
            new TrialFixture().activation(Variant.of(activation)).loss(loss).trial(),
            TrialFixture.data());
      }
    }
  }

  @Test
  void trainsAsTheFastPathDoesUnderEveryClipRuleAndOptimizer() {
    for (ClipRule clip : ClipRule.values()) {
      for (Optimizer optimizer : Optimizer.values()) {
        for (Precision precision : Precision.values()) {
          compare(
              new TrialFixture()
                  .clip(TrialFixture.variant(clip))
                  .optimizer(TrialFixture.variant(optimizer))
                  .precision(precision)
                  .trial());
        }
      }
    }
  }

  private static void compare(Trial trial) {
    double tolerance = trial.training().precision() == Precision.FLOAT64 ? 1e-11 : 2e-4;
    try (Network fast = new Nd4jEngine().open(trial, BATCH);
        var program = new ProgramNetwork(trial, BATCH, KernelProvider.best())) {
      start(program, trial);
      for (int step = 0; step < 6; step++) {
        List<LayerStats> fastRows = new ArrayList<>();
        List<LayerStats> programRows = new ArrayList<>();
        StepStats fastStep = fast.train(BATCH, step, true, fastRows::add);
        StepStats programStep = program.train(BATCH, step, true, programRows::add);
        String name = trial.descent() + " step " + step;
        near(name + " loss", fastStep.loss(), programStep.loss(), tolerance);
        near(name + " norm", fastStep.gradL2(), programStep.gradL2(), tolerance);
        near(name + " clipped", fastStep.gradL2Clipped(), programStep.gradL2Clipped(), tolerance);
        near(name + " update", fastStep.updateRatio(), programStep.updateRatio(), tolerance);
        for (int layer = 0; layer < fastRows.size(); layer++) {
          LayerStats expected = fastRows.get(layer);
          LayerStats weights = programRows.get(2 * layer);
          LayerStats bias = programRows.get(2 * layer + 1);
          near(name, expected.backward().deltaRms(), weights.backward().deltaRms(), tolerance);
          near(
              name, expected.gradient().values().l2(), weights.gradient().values().l2(), tolerance);
          near(
              name, expected.backward().biasGradientL2(), bias.gradient().values().l2(), tolerance);
          assertThat(bias.place().tensor()).isEqualTo("b");
          near(
              name,
              expected.forward().activations().sd(),
              weights.forward().activations().sd(),
              tolerance);
        }
      }
    }
  }

  /** A program draws from streams of its own, so it is given the fast path's weights. */
  private static void start(ProgramNetwork program, Trial trial) {
    InitialWeights initial = InitialWeights.of(trial, BATCH);
    for (Site site : program.sites()) {
      site.tensor("W").parameters().set(initial.weights(site.layer.index()));
      site.tensor("b").parameters().set(initial.biases(site.layer.index()));
    }
  }

  private static void near(String name, double expected, double actual, double tolerance) {
    double limit = tolerance * Math.max(1e-3, Math.abs(expected));
    assertThat(actual).as(name).isBetween(expected - limit, expected + limit);
  }
}
