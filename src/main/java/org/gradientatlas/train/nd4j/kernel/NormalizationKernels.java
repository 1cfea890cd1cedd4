package org.gradientatlas.train.nd4j.kernel;

import org.gradientatlas.train.nd4j.memory.Tensor;

/**
 * The loops of normalized layers, over groups of numbers that share a mean: the columns of a
 * matrix, or its rows. {@link PlainNormalization} defines the results; other implementations match
 * it to a few units in the last place. Only the first {@code rows} rows count.
 */
public interface NormalizationKernels {
  /** Mean and variance of each group of values, with the exponent undone. */
  void measure(Tensor u, int rows, GroupStatistics moments);

  /**
   * x = (u - mean) times the inverse deviation, and u becomes gain x; u may have any exponent; the
   * result has exponent 0.
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
