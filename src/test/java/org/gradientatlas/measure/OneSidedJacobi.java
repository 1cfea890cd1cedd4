package org.gradientatlas.measure;

import java.util.Arrays;

/**
 * Singular values by rotating columns in pairs until all are orthogonal: their lengths then
 * (Hestenes 1958). No product of the matrix with itself is ever made.
 */
public final class OneSidedJacobi {
  private OneSidedJacobi() {}

  /** Of a row-major matrix [rows, columns]. */
  public static double meanSingularValue(double[] a, int rows, int columns) {
    double[][] column = new double[columns][rows];
    for (int i = 0; i < a.length; i++) {
      column[i % columns][i / columns] = a[i];
    }
    for (int sweep = 0; sweep < 30; sweep++) {
      for (int p = 0; p < columns; p++) {
        for (int q = p + 1; q < columns; q++) {
          rotate(column[p], column[q]);
        }
      }
    }
    return Arrays.stream(column).mapToDouble(c -> Math.sqrt(dot(c, c))).sum()
        / Math.min(rows, columns);
  }

  private static void rotate(double[] p, double[] q) {
    double angle = 0.5 * Math.atan2(2 * dot(p, q), dot(p, p) - dot(q, q));
    for (int i = 0; i < p.length; i++) {
      double x = p[i];
      p[i] = Math.cos(angle) * x + Math.sin(angle) * q[i];
      q[i] = Math.cos(angle) * q[i] - Math.sin(angle) * x;
    }
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
