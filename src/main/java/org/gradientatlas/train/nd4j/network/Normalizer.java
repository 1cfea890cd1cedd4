package org.gradientatlas.train.nd4j.network;

import java.util.Arrays;
import org.gradientatlas.axis.Normalization;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.nd4j.kernel.GroupStatistics;
import org.gradientatlas.train.nd4j.kernel.LayerKernels;
import org.gradientatlas.train.nd4j.kernel.NormalizationKernels;
import org.gradientatlas.train.nd4j.memory.Arena;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.step.Parameters;
import org.gradientatlas.train.nd4j.step.UnitClipper;
import org.jspecify.annotations.Nullable;

/**
 * Normalizes the sums u = a W of one layer in place, before the bias is added and the activation
 * applied: u becomes gain (u - mean) / sqrt(variance + epsilon). This class normalizes each example
 * by its mean and variance over the units. Sums are taken in double precision.
 */
class Normalizer {
  /** One per unit, learned, starting at 1. */
  final Parameters gain;

  /** From the last forward pass that was not an evaluation. */
  final GroupStatistics moments;

  private final int units;
  private final boolean byRow;
  private final NormalizationKernels groups;

  /** (u - mean) / sqrt(variance + epsilon). */
  private final Tensor normalized;

  private final Tensor byInput;
  private final double[] gainGradient;

  /**
   * @param byRow true to normalize examples over their units, false for units over examples
   */
  Normalizer(
      boolean byRow,
      Trial trial,
      LayerKernels kernels,
      Arena arena,
      @Nullable UnitClipper clipped) {
    int batch = trial.descent().batchSize();
    int slots = trial.descent().optimizer().type().slots();
    this.units = trial.network().width();
    this.byRow = byRow;
    this.gain = new Parameters(arena, arena.take(1, units), slots, clipped);
    this.moments = new GroupStatistics(byRow ? batch : units);
    this.groups = kernels.groups(byRow, batch, units);
    this.normalized = arena.take(batch, units);
    this.byInput = arena.take(batch, units);
    this.gainGradient = new double[units];
    double[] ones = new double[units];
    Arrays.fill(ones, 1);
    gain.set(ones);
  }

  /**
   * The normalizer of the trial's hidden layers; null for none.
   *
   * @param clipped clips the layer's units one by one; null if the clip rule does not
   */
  static @Nullable Normalizer of(
      Trial trial, LayerKernels kernels, Arena arena, @Nullable UnitClipper clipped) {
    return switch (trial.network().normalization()) {
      case NONE -> null;
      case BATCH -> new BatchNormalizer(trial, kernels, arena, clipped);
      case LAYER -> new Normalizer(true, trial, kernels, arena, clipped);
    };
  }

  /**
   * Normalizes the first {@code batch} rows by their own statistics. The input may be scaled by a
   * power of two; the results are not.
   */
  final void forward(Tensor u, int batch) {
    groups.measure(u, batch, moments);
    normalize(u, batch, moments);
  }

  final void normalize(Tensor u, int batch, GroupStatistics moments) {
    for (int k = 0; k < moments.mean.length; k++) {
      moments.inverse[k] = 1 / Math.sqrt(moments.variance[k] + Normalization.EPSILON);
    }
    groups.normalize(u, batch, moments, gain.values, normalized);
  }

  /** Normalizes for an evaluation. */
  void evaluate(Tensor u, int batch) {
    forward(u, batch);
  }

  /** Called when the last forward pass's batch was trained on or probed. */
  void remember() {}

  /**
   * Computes {@link #byInput} and the gain's gradient, a mean over the batch, from delta =
   * dLoss/dz.
   *
   * @return the greatest |dLoss/du|, as stored; NaN if one is NaN
   */
  final double backward(Tensor delta, int batch) {
    gain.gradient.exponent(delta.exponent());
    byInput.exponent(delta.exponent());
    groups.average(delta, batch, moments, gain.values, normalized, gainGradient);
    gain.gradient.write(0, gainGradient);
    return groups.differentiate(delta, batch, moments, gain.values, normalized, byInput);
  }

  /** dLoss/du of the last backward pass. */
  final Tensor byInput() {
    return byInput;
  }

  /** How many numbers share a mean; no normalized value exceeds its square root. */
  final int groupSize(int batch) {
    return byRow ? units : batch;
  }
}
