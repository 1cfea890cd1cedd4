package org.gradientatlas.train.nd4j;

import java.util.Arrays;
import org.gradientatlas.axis.Normalization;
import org.gradientatlas.study.Trial;
import org.jspecify.annotations.Nullable;

/**
 * Normalizes the sums u = a W of one layer in place, before the bias is added and the activation
 * applied: u becomes gain (u - mean) / sqrt(variance + epsilon). Sums are taken in double
 * precision.
 */
abstract class Normalizer {
  /** One a unit, learned from 1. */
  final Parameters gain;

  /** (u - mean) / sqrt(variance + epsilon). */
  final Tensor normalized;

  private final Tensor byInput;

  Normalizer(Arena arena, Trial trial, @Nullable Units clipped) {
    int batch = trial.batchSize();
    int units = trial.width();
    int slots = trial.optimizer().type().slots();
    this.gain = new Parameters(arena, arena.take(1, units), slots, clipped);
    this.normalized = arena.take(batch, units);
    this.byInput = arena.take(batch, units);
    double[] ones = new double[units];
    Arrays.fill(ones, 1);
    gain.set(ones);
  }

  /**
   * What a hidden layer of the trial has; null for none.
   *
   * @param clipped clips the layer's units one by one; null where the clip rule does not
   */
  static @Nullable Normalizer of(Trial trial, Arena arena, @Nullable Units clipped) {
    return switch (trial.normalization()) {
      case NONE -> null;
      case BATCH -> new BatchNormalizer(arena, trial, clipped);
      case LAYER -> new LayerNormalizer(arena, trial, clipped);
    };
  }

  /**
   * Normalizes the first {@code batch} rows by what they are themselves. They may be stored times a
   * power of two; the results are stored as they are.
   */
  abstract void forward(Tensor u, int batch);

  /** Normalizes as evaluation does. */
  void evaluate(Tensor u, int batch) {
    forward(u, batch);
  }

  /** The batch of the last forward pass has been trained on, or probed. */
  void remember() {}

  /**
   * From delta = dLoss/dz to {@link #byInput} and the gradient of the gain, the mean over the
   * batch.
   *
   * @return the greatest |dLoss/du|, as stored; NaN if one is NaN
   */
  final double backward(Tensor delta, int batch) {
    gain.gradient.exponent(delta.exponent());
    byInput.exponent(delta.exponent());
    return backward(delta, byInput, batch);
  }

  abstract double backward(Tensor delta, Tensor below, int batch);

  /** dLoss/du of the last backward pass. */
  Tensor byInput() {
    return byInput;
  }

  /** How many numbers share a mean: none of them is normalized to more than the root of it. */
  abstract int groupSize(int batch);

  static double inverseDeviation(double variance) {
    return 1 / Math.sqrt(variance + Normalization.EPSILON);
  }
}
