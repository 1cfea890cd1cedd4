package org.gradientatlas.measure;

import java.io.Serializable;

/**
 * How far one worker of a data-parallel training is from the mean of all, in some of the network's
 * parameters. NaN where a cosine has no direction to compare.
 *
 * @param l2 Euclidean distance of its parameters, after the step, from the workers' mean
 * @param cosine between what it has changed since the parameters were averaged last, and what the
 *     workers have changed on average
 * @param gradientL2 Euclidean distance of its gradient from the workers' mean
 * @param gradientCosine between the two gradients
 */
public record Drift(double l2, double cosine, double gradientL2, double gradientCosine)
    implements Serializable {

  /**
   * Of the entries from one index up to another.
   *
   * @param averaged parameters when they were averaged last, the same for all workers
   * @param mine parameters of this worker
   * @param mean of all workers' parameters
   */
  public static Drift of(
      double[] averaged,
      double[] mine,
      double[] mean,
      double[] gradient,
      double[] meanGradient,
      int from,
      int to) {
    double[] moved = new double[to - from];
    double[] meanMoved = new double[to - from];
    for (int i = from; i < to; i++) {
      moved[i - from] = mine[i] - averaged[i];
      meanMoved[i - from] = mean[i] - averaged[i];
    }
    return new Drift(
        distance(mine, mean, from, to),
        cosine(moved, meanMoved, 0, moved.length),
        distance(gradient, meanGradient, from, to),
        cosine(gradient, meanGradient, from, to));
  }

  private static double distance(double[] a, double[] b, int from, int to) {
    double squares = 0;
    for (int i = from; i < to; i++) {
      squares += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(squares);
  }

  /** The cosine of the angle between two vectors; NaN if one is 0. */
  public static double cosine(double[] a, double[] b, int from, int to) {
    double product = 0;
    double squares = 0;
    double others = 0;
    for (int i = from; i < to; i++) {
      product += a[i] * b[i];
      squares += a[i] * a[i];
      others += b[i] * b[i];
    }
    return product / (Math.sqrt(squares) * Math.sqrt(others));
  }
}
