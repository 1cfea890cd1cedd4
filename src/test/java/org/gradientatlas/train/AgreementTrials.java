package org.gradientatlas.train;

import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.study.Trial;

/**
 * Trials on which engines must agree: every activation by every initializer by every clip rule,
 * with optimizers, losses, biases and two depths taken in turn so that each meets each. Equal
 * weights go with mse only: under cross-entropy the deltas of an example sum to 0, and rounding
 * alone would flow back.
 */
final class AgreementTrials {
  private AgreementTrials() {}

  static List<Trial> all(Precision precision) {
    List<Trial> trials = new ArrayList<>();
    for (Activation activation : Activation.values()) {
      for (Initializer initializer : Initializer.values()) {
        for (ClipRule clip : ClipRule.values()) {
          trials.add(trial(trials.size(), activation, initializer, clip, precision));
        }
      }
    }
    return trials;
  }

  /** The clip rule has the fastest index, so the others turn with the slower digits too. */
  private static Trial trial(
      int i, Activation activation, Initializer initializer, ClipRule clip, Precision precision) {
    int turn = i / ClipRule.values().length + i;
    return new TrialFixture()
        .activation(TrialFixture.variant(activation))
        .initializer(TrialFixture.variant(initializer))
        .clip(TrialFixture.variant(clip))
        .optimizer(TrialFixture.variant(at(turn, Optimizer.values())))
        .loss(initializer == Initializer.CONSTANT ? Loss.MSE : at(turn / 3, Loss.values()))
        // Small enough for linear networks with momentum not to diverge.
        .learningRate(0.01)
        .bias(turn / 2 % 2 == 0)
        .depth(turn % 2 == 0 ? 1 : 5)
        .precision(precision)
        .trial();
  }

  private static <T> T at(int turn, T[] values) {
    return values[turn % values.length];
  }
}
