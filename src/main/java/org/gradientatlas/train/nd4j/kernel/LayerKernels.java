package org.gradientatlas.train.nd4j.kernel;

import org.gradientatlas.measure.GradientStats;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The loops of a layer around its matrix products, each one pass over memory. An instance belongs
 * to one activation, optimizer and precision. {@link PlainKernels} says what they compute; others
 * compute the same, faster, to a few units in the last place.
 */
public interface LayerKernels {
  /** Whether {@link #differentiate} wants the pre-activations; if not, the activations. */
  boolean readsPreactivations();

  /**
   * Whether {@link #activate} takes pre-activations that vanish stored times a power of two, and
   * leaves them and the activations so: the same numbers, where the hardware is fast. There must be
   * no bias.
   */
  default boolean takesFaint() {
    return false;
  }

  /**
   * Adds the bias and applies phi, for the first {@code rows} rows: z becomes z + b, a = phi(z).
   * Where pre-activations are not read later, z and a may be one tensor.
   *
   * @param sums receives what a recorded pass wants to know; null if not recorded
   * @return the greatest |z|; NaN if one is NaN, or if only the plain loops can do it
   */
  double activate(
      Tensor z, @Nullable Tensor bias, Tensor a, int rows, LayerSums.@Nullable Forward sums);

  /**
   * From dLoss/da to delta = dLoss/dz, in place, for the first {@code rows} rows; the bias gradient
   * is the mean of delta over them.
   *
   * @param point pre-activations or activations, see {@link #readsPreactivations}
   * @return the greatest |delta|; NaN if one is NaN
   */
  double differentiate(Tensor delta, Tensor point, @Nullable Tensor biasGradient, int rows);

  /**
   * Stores the first {@code rows} rows times a power of two, which is added to the tensor's
   * exponent.
   */
  void scale(Tensor tensor, int exponent, int rows);

  /** The sum of squares of the first {@code rows} rows. */
  double squares(Tensor tensor, int rows);

  /**
   * The sum of squares of each column of what is stored, whatever the exponent.
   *
   * @param sums receives them; may be longer
   */
  void columnSquares(Tensor tensor, double[] sums);

  /** Multiplies each column of what is stored by a factor. */
  void scaleColumns(Tensor tensor, double[] factors);

  /**
   * The loops of a normalized layer, with working memory of their own.
   *
   * @param byRow whether each row is a group that shares a mean; if not, each column is
   * @param rows at most
   */
  NormalizationKernels groups(boolean byRow, int rows, int columns);

  /**
   * sum = input + scale a, stored as it is.
   *
   * @param input stored times any power of two
   * @return the greatest size of a sum; NaN if one is NaN
   */
  double add(Tensor input, double scale, Tensor a, Tensor sum, int rows);

  /**
   * Copies what is stored, and then multiplies it by the scale.
   *
   * @return the greatest size copied; NaN if one is NaN
   */
  double fork(Tensor delta, double scale, Tensor copy, int rows);

  /** The sum of products of what is stored, in double precision. */
  double product(Tensor a, Tensor b, int rows);

  /** Mean and spread of what is stored. */
  void spread(Tensor tensor, int rows, RunningMoments spread);

  /**
   * Clips a gradient and updates the parameters by it.
   *
   * @param state the optimizer's, one row for each of its slots
   * @param sums receives what a recorded step wants to know; null if not recorded
   */
  void update(
      Tensor parameters,
      Tensor gradient,
      Tensor state,
      StepUpdate change,
      LayerSums.@Nullable Update sums);

  /**
   * Adds up what clipping does to a gradient: its squares, those that are left, and what changes.
   *
   * @return the sum of the clipped entries' absolute values
   */
  double clipping(Tensor gradient, StepUpdate change, LayerSums.Update sums);

  /** The statistics of a gradient. */
  GradientStats measure(Tensor gradient);
}
