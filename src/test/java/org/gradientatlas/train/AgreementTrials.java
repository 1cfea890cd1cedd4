package org.gradientatlas.train;

import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.axis.Normalization;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Residual;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.study.Trial;

/**
 * Trials on which engines must agree: every activation by every clip rule, the other axes in turn.
 * Equal weights go with mse and sgd only: under cross-entropy the deltas of an example sum to 0,
 * and rounding alone would flow back; Adam's equal steps leave outputs equal, and rounding alone
 * would tell which is greatest.
 */
public final class AgreementTrials {
  private AgreementTrials() {}

  public static List<Trial> all(Precision precision) {
    List<Trial> trials = new ArrayList<>();
    for (Activation activation : Activation.values()) {
      for (ClipRule clip : ClipRule.values()) {
        trials.add(trial(trials.size(), activation, clip, precision));
      }
    }
    var drawnBiases = Variant.of(Initializer.SCALED_NORMAL, 1.5, 0.3);
    trials.add(new TrialFixture().initializer(drawnBiases).precision(precision).trial());
    return trials;
  }

  private static Trial trial(int i, Activation activation, ClipRule clip, Precision precision) {
    int row = i / ClipRule.values().length;
    Initializer initializer = at(i, Initializer.values());
    return new TrialFixture()
        .activation(TrialFixture.variant(activation))
        .initializer(TrialFixture.variant(initializer))
        .clip(TrialFixture.variant(clip))
        .optimizer(
            TrialFixture.variant(
                initializer == Initializer.CONSTANT ? Optimizer.SGD : at(i, Optimizer.values())))
        .loss(initializer == Initializer.CONSTANT ? Loss.MSE : at(i / 2 + row, Loss.values()))
        // Small enough for linear networks with momentum not to diverge.
        .learningRate(0.001)
        .bias((i + row) % 2 == 0)
        .depth(((i + 1) / 2 + row) % 2 == 0 ? 1 : 4)
        .precision(precision)
        .trial();
  }

  /** Every normalization by every skip by some activations, the other axes in turn. */
  public static List<Trial> remedied(Precision precision) {
    List<Trial> trials = new ArrayList<>();
    for (Activation activation : List.of(Activation.RELU, Activation.TANH, Activation.GELU)) {
      for (Normalization normalization : Normalization.values()) {
        for (Residual residual : Residual.values()) {
          trials.add(remedied(trials.size(), activation, normalization, residual, precision));
        }
      }
    }
    return trials;
  }

  private static Trial remedied(
      int i,
      Activation activation,
      Normalization normalization,
      Residual residual,
      Precision precision) {
    // Clipped alone, a scale of 0 goes forth and back by equal steps: what is left is rounding.
    ClipRule clip = residual == Residual.REZERO ? ClipRule.GLOBAL_NORM : at(i, ClipRule.values());
    return new TrialFixture()
        .activation(TrialFixture.variant(activation))
        .normalization(normalization)
        .residual(TrialFixture.variant(residual))
        .clip(TrialFixture.variant(clip))
        .optimizer(TrialFixture.variant(at(i / 2, Optimizer.values())))
        .loss(at(i / 3, Loss.values()))
        .learningRate(0.01)
        .bias(i % 5 != 0)
        .depth(4)
        .precision(precision)
        .trial();
  }

  private static <T> T at(int turn, T[] values) {
    return values[turn % values.length];
  }
}
