package org.gradientatlas.train.nd4j.vector.normalization;

import org.gradientatlas.train.nd4j.kernel.GroupStatistics;
import org.gradientatlas.train.nd4j.kernel.NormalizationKernels;
import org.gradientatlas.train.nd4j.memory.Tensor;

/**
 * Normalization in single precision with sums in double: what the column and row groups share, a
 * few numbers per group. An instance serves one layer at a time.
 */
abstract class VectorNormalization implements NormalizationKernels {
  /** The mean, rounded, and the rounding error: subtracting both in turn loses no digits. */
  final float[] mean;

  final float[] rest;

  /** The factor on distances from the mean. */
  final float[] factor;

  /** The mean of g x. */
  final float[] product;

  VectorNormalization(int groups) {
    this.mean = new float[groups];
    this.rest = new float[groups];
    this.factor = new float[groups];
    this.product = new float[groups];
  }

  abstract void normalize(Tensor u, int rows, Tensor gain, Tensor x);

  abstract float differentiate(Tensor delta, int rows, Tensor gain, Tensor x, Tensor below);

  /**
   * Computes mean and variance from the sums of each group's distances to its first number, and of
   * their squares.
   *
   * @param step from one group's first number to the next
   */
  static void finish(Tensor u, GroupStatistics moments, int groups, int step, int count) {
    double power = Math.scalb(1.0, -u.exponent());
    for (int k = 0; k < groups; k++) {
      double distance = moments.mean[k] / count;
      double variance = moments.variance[k] / count - distance * distance;
      moments.mean[k] = power * (u.get(k * step) + distance);
      moments.variance[k] = power * power * Math.max(0, variance);
    }
  }

  @Override
  public void normalize(Tensor u, int rows, GroupStatistics moments, Tensor gain, Tensor x) {
    double power = Math.scalb(1.0, u.exponent());
    for (int k = 0; k < mean.length; k++) {
      double stored = power * moments.mean[k];
      mean[k] = (float) stored;
      rest[k] = (float) (stored - mean[k]);
      factor[k] = (float) (moments.inverse[k] / power);
    }
    normalize(u, rows, gain, x);
  }

  @Override
  public double differentiate(
      Tensor delta, int rows, GroupStatistics moments, Tensor gain, Tensor x, Tensor below) {
    for (int k = 0; k < mean.length; k++) {
      mean[k] = (float) moments.sensitivity[k];
      product[k] = (float) moments.product[k];
      factor[k] = (float) moments.inverse[k];
    }
    return differentiate(delta, rows, gain, x, below);
  }
}
