package org.gradientatlas.train.nd4j.kernel;

import org.gradientatlas.train.nd4j.memory.Tensor;

/**
 * The loops of normalized layers, over groups of numbers that share a mean: the columns of a
 * matrix, or its rows. {@link PlainNormalization} says what they compute; others compute the same,
 * faster, to a few units in the last place. The first {@code rows} rows count.
 */
public interface NormalizationKernels {
  /** Mean and variance of each group of values, whatever the exponent. */
  void measure(Tensor u, int rows, GroupStatistics moments);

  /**
   * x = (u - mean) times the inverse deviation, and u becomes gain x; u may be stored times a power
   * of two, and what it becomes is stored as it is.
   *
   * @param gain of each column
   */
  void normalize(Tensor u, int rows, GroupStatistics moments, Tensor gain, Tensor x);

  /**
   * With g = gain delta: the means of g and g x over each group, as stored.
   *
   * @param gainGradient receives the mean over the rows of delta x, for each column
   */
  void average(
      Tensor delta,
      int rows,
      GroupStatistics moments,
      Tensor gain,
      Tensor x,
      double[] gainGradient);

  /**
   * With g = gain delta: below = (g - mean(g) - x mean(g x)) times the inverse deviation, as
   * stored.
   *
   * @return the greatest size below; NaN if one is NaN
   */
  double differentiate(
      Tensor delta, int rows, GroupStatistics moments, Tensor gain, Tensor x, Tensor below);
}
