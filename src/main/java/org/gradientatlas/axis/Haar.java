package org.gradientatlas.axis;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Orthonormal columns, uniform over all of them (Haar). They are the Q of the sign-corrected QR
 * decomposition of a Gaussian matrix (Mezzadri 2007), drawn without that matrix: each Householder
 * vector of the decomposition is Gaussian and independent of the previous ones (Stewart 1980).
 */
final class Haar {
  private Haar() {}

  /**
   * Fills a layer's weights: a gain times orthonormal columns, or rows if there are fewer of them.
   *
   * @param w receives fanIn * fanOut weights, row-major [fanIn, fanOut]
   */
  static void fill(UniformRandomProvider random, int fanIn, int fanOut, double gain, double[] w) {
    int rows = Math.max(fanIn, fanOut);
    int columns = Math.min(fanIn, fanOut);
    double[] q = columns(random, rows, columns);
    for (int i = 0; i < q.length; i++) {
      int row = i / columns;
      int column = i % columns;
      w[fanIn >= fanOut ? i : column * fanOut + row] = gain * q[i];
    }
  }

  /**
   * Draws them in 4 rows columns^2 - 8/3 columns^3 operations, orthonormal to within 1e-15 rows.
   *
   * @param columns at most {@code rows}
   * @return [rows, columns], row-major
   */
  static double[] columns(UniformRandomProvider random, int rows, int columns) {
    SharedStateContinuousSampler normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[][] reflectors = new double[columns][];
    double[] q = new double[rows * columns];
    for (int k = 0; k < columns; k++) {
      double[] v = normal.samples(rows - (long) k).toArray();
      double sign = v[0] < 0 ? -1 : 1;
      v[0] += sign * norm(v);
      reflectors[k] = v;
      q[k * columns + k] = -sign; // The sign of the k-th diagonal entry of R.
    }
    double[] products = new double[columns];
    for (int k = columns - 1; k >= 0; k--) {
      reflect(reflectors[k], q, k, columns, products);
    }
    return q;
  }

  /**
   * q -= 2 v (v^T q) / (v^T v), in the rows and columns from k on: the others still equal those of
   * I.
   */
  private static void reflect(double[] v, double[] q, int k, int columns, double[] products) {
    java.util.Arrays.fill(products, k, columns, 0);
    for (int i = 0; i < v.length; i++) {
      addScaled(v[i], q, (k + i) * columns, products, 0, k, columns);
    }
    double norm = norm(v);
    double scale = -2 / (norm * norm);
    for (int i = 0; i < v.length; i++) {
      addScaled(scale * v[i], products, 0, q, (k + i) * columns, k, columns);
    }
  }

  /** y[j] += a x[j] for j in [from, to), each from its own offset; the JIT vectorizes this loop. */
  private static void addScaled(
      double a, double[] x, int xAt, double[] y, int yAt, int from, int to) {
    for (int j = from; j < to; j++) {
      y[yAt + j] += a * x[xAt + j];
    }
  }

  private static double norm(double[] v) {
    double sum = 0;
    for (double x : v) {
      sum += x * x;
    }
    return Math.sqrt(sum);
  }
}
