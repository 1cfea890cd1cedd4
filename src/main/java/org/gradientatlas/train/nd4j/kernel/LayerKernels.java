package org.gradientatlas.train.nd4j.kernel;

import org.gradientatlas.measure.GradientStats;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The loops of a layer around its matrix products, each one pass over memory. An instance belongs
 * to one activation, optimizer and precision. {@link PlainKernels} defines the results; other
 * implementations match it to a few units in the last place.
 */
public interface LayerKernels {
  /** Whether {@link #differentiate} reads the pre-activations rather than the activations. */
  boolean readsPreactivations();

  /**
   * Whether {@link #activate} accepts vanishing pre-activations scaled by a power of two, and
   * leaves them and the activations scaled: the same values, kept normal for speed. Requires a
   * layer without bias.
   */
  default boolean takesVanishing() {
    return false;
  }

  /**
   * Adds the bias and applies phi, for the first {@code rows} rows: z becomes z + b, a = phi(z).
   * Where pre-activations are not read later, z and a may be one tensor.
   *
   * @param sums receives the sums of a recorded pass; null if not recorded
   * @return the greatest |z|; NaN if one is NaN, or if only the plain loops can handle it
   */
  double activate(
      Tensor z, @Nullable Tensor bias, Tensor a, int rows, LayerSums.@Nullable Forward sums);

  /**
   * Turns dLoss/da into delta = dLoss/dz, in place, for the first {@code rows} rows; the bias
   * gradient is the mean of delta over them.
   *
   * @param point pre-activations or activations, see {@link #readsPreactivations}
   * @return the greatest |delta|; NaN if one is NaN
   */
  double differentiate(Tensor delta, Tensor point, @Nullable Tensor biasGradient, int rows);

  /** Scales the first {@code rows} rows by 2^exponent, and adds it to the tensor's exponent. */
  void scale(Tensor tensor, int exponent, int rows);

  /** The sum of squares of the first {@code rows} rows. */
  double squares(Tensor tensor, int rows);

  /**
   * The sum of squares of each column of the stored numbers, ignoring the exponent.
   *
   * @param sums receives them; may be longer than needed
   */
  void columnSquares(Tensor tensor, double[] sums);

  /** Multiplies each column of the stored numbers by a factor. */
  void scaleColumns(Tensor tensor, double[] factors);

  /**
   * The loops of a normalized layer, with their own working memory.
   *
   * @param byRow whether each row shares a mean; otherwise each column does
   * @param rows at most
   */
  NormalizationKernels groups(boolean byRow, int rows, int columns);

  /**
   * The loops of a softmax.
   *
   * @param columns that count
   * @param causal whether row r sees only the first r + 1 columns, counted anew every {@code
   *     columns} rows
   */
  SoftmaxKernels softmax(int columns, boolean causal);

  /**
   * sum = input + scale a, with exponent 0.
   *
   * @param input with any exponent
   * @return the greatest size of a sum; NaN if one is NaN
   */
  double add(Tensor input, double scale, Tensor a, Tensor sum, int rows);

  /**
   * Copies the stored numbers, then multiplies the original by the scale.
   *
   * @return the greatest size copied; NaN if one is NaN
   */
  double fork(Tensor delta, double scale, Tensor copy, int rows);

  /** The sum of products of the stored numbers, in double precision. */
  double product(Tensor a, Tensor b, int rows);

  /** Mean and spread of the stored numbers. */
  void spread(Tensor tensor, int rows, RunningMoments spread);

  /**
   * Clips a gradient and updates the parameters by it.
   *
   * @param state the optimizer's, one row per slot
   * @param sums receives the sums of a recorded step; null if not recorded
   */
  void update(
      Tensor parameters,
      Tensor gradient,
      Tensor state,
      StepUpdate change,
      LayerSums.@Nullable Update sums);

  /**
   * Measures what clipping does to a gradient: its squares before and after, and what changes.
   *
   * @return the sum of the clipped entries' absolute values
   */
  double clipping(Tensor gradient, StepUpdate change, LayerSums.Update sums);

  /** The statistics of a gradient. */
  GradientStats measure(Tensor gradient);
}
