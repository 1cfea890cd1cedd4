package org.gradientatlas.train.nd4j.kernel;

/** The statistics of each group of numbers that share a mean. */
public final class GroupStatistics {
  public final double[] mean;

  /** Biased: divided by the count. */
  public final double[] variance;

  /** 1 / sqrt(variance + epsilon). */
  public final double[] inverse;

  /** The mean of g, the gradient with respect to the normalized values. */
  public final double[] sensitivity;

  /** The mean of g x. */
  public final double[] product;

  public GroupStatistics(int groups) {
    this.mean = new double[groups];
    this.variance = new double[groups];
    this.inverse = new double[groups];
    this.sensitivity = new double[groups];
    this.product = new double[groups];
  }
}
