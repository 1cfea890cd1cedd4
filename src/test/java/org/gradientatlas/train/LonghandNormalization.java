package org.gradientatlas.train;

import org.gradientatlas.axis.Normalization;

/** Normalization of a [batch][units] matrix, a group of numbers at a time, by its Jacobian. */
final class LonghandNormalization {
  private final Normalization kind;
  private double[] averageMean = new double[0];
  private double[] averageVariance = new double[0];
  private double[][] u = new double[0][0];

  LonghandNormalization(Normalization kind) {
    this.kind = kind;
  }

  double[][] normalize(double[][] sums) {
    u = sums;
    double[][] groups = groups(sums);
    double[][] normalized = new double[groups.length][];
    for (int g = 0; g < groups.length; g++) {
      normalized[g] = normalized(groups[g], mean(groups[g]), variance(groups[g]));
    }
    return groups(normalized);
  }

  /** By running averages where examples are normalized together. */
  double[][] evaluate(double[][] sums) {
    if (kind == Normalization.LAYER) {
      return normalize(sums);
    }
    double[][] groups = groups(sums);
    for (int g = 0; g < groups.length; g++) {
      boolean known = averageMean.length > 0;
      groups[g] = normalized(groups[g], known ? averageMean[g] : 0, known ? averageVariance[g] : 1);
    }
    return groups(groups);
  }

  /** Takes what was normalized last into the running averages. */
  void remember() {
    double[][] groups = groups(u);
    boolean first = averageMean.length != groups.length;
    if (first) {
      averageMean = new double[groups.length];
      averageVariance = new double[groups.length];
    }
    for (int g = 0; g < groups.length; g++) {
      double share = first ? 1 : 0.1;
      averageMean[g] += share * (mean(groups[g]) - averageMean[g]);
      averageVariance[g] += share * (variance(groups[g]) - averageVariance[g]);
    }
  }

  /** From the derivative by the normalized numbers to that by the sums. */
  double[][] backward(double[][] byNormalized) {
    double[][] groups = groups(u);
    double[][] above = groups(byNormalized);
    double[][] below = new double[groups.length][];
    for (int g = 0; g < groups.length; g++) {
      below[g] = backward(groups[g], above[g]);
    }
    return groups(below);
  }

  /** dx_k/du_i = ((i = k) - 1/n - x_i x_k / n) / sqrt(variance + epsilon). */
  private static double[] backward(double[] group, double[] above) {
    int n = group.length;
    double variance = variance(group);
    double[] x = normalized(group, mean(group), variance);
    double[] below = new double[n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        double jacobian = (i == k ? 1 : 0) - 1.0 / n - x[i] * x[k] / n;
        below[i] += above[k] * jacobian / Math.sqrt(variance + 1e-5);
      }
    }
    return below;
  }

  private static double[] normalized(double[] group, double mean, double variance) {
    double[] x = new double[group.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = (group[i] - mean) / Math.sqrt(variance + 1e-5);
    }
    return x;
  }

  private static double mean(double[] group) {
    double sum = 0;
    for (double value : group) {
      sum += value;
    }
    return sum / group.length;
  }

  private static double variance(double[] group) {
    double mean = mean(group);
    double sum = 0;
    for (double value : group) {
      sum += (value - mean) * (value - mean);
    }
    return sum / group.length;
  }

  /** Rows that are normalized together; the way there is also the way back. */
  private double[][] groups(double[][] matrix) {
    if (kind == Normalization.LAYER || matrix.length == 0) {
      return matrix.clone();
    }
    double[][] transposed = new double[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix[0].length; j++) {
        transposed[j][i] = matrix[i][j];
      }
    }
    return transposed;
  }
}
