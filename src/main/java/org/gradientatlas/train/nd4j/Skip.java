package org.gradientatlas.train.nd4j;

import org.gradientatlas.axis.Residual;
import org.gradientatlas.study.Trial;
import org.jspecify.annotations.Nullable;

/** The way past one layer: its output is its input plus scale times its activations. */
final class Skip {
  private final Tensor outputs;
  private final double fixed;
  private final @Nullable Parameters learned;
  private double greatest;

  private Skip(Tensor outputs, double fixed, @Nullable Parameters learned) {
    this.outputs = outputs;
    this.fixed = fixed;
    this.learned = learned;
  }

  /**
   * What a hidden layer from the second on has; null for none.
   *
   * @param clipped clips the layer's units one by one; null where the clip rule does not
   */
  static @Nullable Skip of(Trial trial, Arena arena, @Nullable Units clipped) {
    Residual type = trial.residual().type();
    if (type == Residual.NONE) {
      return null;
    }
    double scale = type.scale(trial.depth(), trial.residual().array());
    Parameters learned = null;
    if (type == Residual.REZERO) {
      int slots = trial.optimizer().type().slots();
      learned = new Parameters(arena, arena.take(1, 1), slots, clipped);
      learned.values.set(0, scale);
    }
    return new Skip(arena.take(trial.batchSize(), trial.width()), scale, learned);
  }

  /** The scale, where it is learned. */
  @Nullable Parameters learned() {
    return learned;
  }

  /** What the layer puts out. */
  Tensor outputs() {
    return outputs;
  }

  /** The greatest output; NaN if one is NaN. */
  double greatest() {
    return greatest;
  }

  /** The size of the learned scale's gradient, as stored; 0 without. */
  double greatestGradient() {
    return learned == null ? 0 : Math.abs(learned.gradient.get(0));
  }

  private double scale() {
    return learned == null ? fixed : learned.values.get(0);
  }

  /**
   * Adds up the outputs.
   *
   * @param input of the layer, stored times any power of two
   * @param activations phi(z)
   * @param spread receives mean and spread of the outputs; null if not recorded
   */
  void forward(Tensor input, Tensor activations, int batch, @Nullable Spread spread) {
    outputs.exponent(0);
    double power = Math.scalb(1.0, -input.exponent());
    double scale = scale();
    greatest = 0;
    for (int i = 0; i < batch * outputs.columns(); i++) {
      outputs.set(i, power * input.get(i) + scale * activations.get(i));
      greatest = Math.max(greatest, Math.abs(outputs.get(i)));
    }
    if (spread != null) {
      spread.start(outputs.get(0));
      for (int i = 0; i < batch * outputs.columns(); i++) {
        spread.add(outputs.get(i));
      }
    }
  }

  /**
   * Hands dLoss/da of the outputs down as it is, and times the scale to the layer's own branch.
   *
   * @param deltas dLoss/da, becomes the derivative by phi(z)
   * @param below receives dLoss/da, with the same exponent
   * @return the greatest |dLoss/da|, as stored; NaN if one is NaN
   */
  double backward(Tensor deltas, Tensor activations, Tensor below, int batch) {
    below.exponent(deltas.exponent());
    double scale = scale();
    double most = 0;
    double product = 0;
    for (int i = 0; i < batch * deltas.columns(); i++) {
      double above = deltas.get(i);
      below.set(i, above);
      deltas.set(i, scale * above);
      most = Math.max(most, Math.abs(above));
      product += above * activations.get(i);
    }
    if (learned != null) {
      learned.gradient.exponent(deltas.exponent());
      learned.gradient.set(0, product / batch);
    }
    return most;
  }
}
