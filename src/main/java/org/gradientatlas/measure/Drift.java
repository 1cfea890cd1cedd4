package org.gradientatlas.measure;

import java.io.Serializable;

/**
 * How far one data-parallel worker is from the mean of all, over some of the network's parameters.
 * A cosine with a zero vector is NaN.
 *
 * @param l2 Euclidean distance of its parameters, after the step, from the workers' mean
 * @param cosine cosine between its own change since the parameters were last averaged, and the
 *     workers' mean change
 * @param gradientL2 Euclidean distance of its gradient from the workers' mean
 * @param gradientCosine cosine between the two gradients
 */
public record Drift(double l2, double cosine, double gradientL2, double gradientCosine)
    implements Serializable {

  /**
   * The drift over all entries.
   *
   * @param averaged parameters when last averaged, the same for all workers
   * @param mine this worker's parameters
   * @param mean mean of all workers' parameters
   */
  public static Drift of(
      double[] averaged, double[] mine, double[] mean, double[] gradient, double[] meanGradient) {
    double[] moved = new double[mine.length];
    double[] meanMoved = new double[mine.length];
    for (int i = 0; i < mine.length; i++) {
      moved[i] = mine[i] - averaged[i];
      meanMoved[i] = mean[i] - averaged[i];
    }
    return new Drift(
        distance(mine, mean),
        cosine(moved, meanMoved),
        distance(gradient, meanGradient),
        cosine(gradient, meanGradient));
  }

  private static double distance(double[] a, double[] b) {
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      squares += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(squares);
  }

  /** The cosine of the angle between two vectors; NaN if one is 0. */
  public static double cosine(double[] a, double[] b) {
    double product = 0;
    double squares = 0;
    double others = 0;
    for (int i = 0; i < a.length; i++) {
      product += a[i] * b[i];
      squares += a[i] * a[i];
      others += b[i] * b[i];
    }
    return product / (Math.sqrt(squares) * Math.sqrt(others));
  }
}
