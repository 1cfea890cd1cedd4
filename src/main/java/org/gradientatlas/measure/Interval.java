package org.gradientatlas.measure;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A mean with its 95 % confidence interval by Student's t.
 *
 * @param n how many numbers
 * @param mean NaN if n is 0
 * @param low NaN for fewer than two
 * @param high NaN for fewer than two
 */
public record Interval(int n, double mean, double low, double high) {
  private static final double UPPER_TAIL = 0.975;

  /**
   * For 1, 2, ... degrees of freedom; cached because the inverse is slow and most studies have few
   * replicates.
   */
  private static final double[] QUANTILES =
      IntStream.rangeClosed(1, 64).mapToDouble(Interval::quantile).toArray();

  /** The interval of the numbers that are not NaN. */
  public static Interval of(double... numbers) {
    double[] values = Arrays.stream(numbers).filter(v -> !Double.isNaN(v)).toArray();
    int n = values.length;
    Moments moments = Moments.of(values);
    double mean = n == 0 ? Double.NaN : moments.mean();
    if (n < 2) {
      return new Interval(n, mean, Double.NaN, Double.NaN);
    }
    double error = Math.sqrt(moments.squares() / (n - 1) / n);
    double t = n - 1 <= QUANTILES.length ? QUANTILES[n - 2] : quantile(n - 1);
    return new Interval(n, mean, mean - t * error, mean + t * error);
  }

  private static double quantile(int degreesOfFreedom) {
    return new TDistribution(null, degreesOfFreedom).inverseCumulativeProbability(UPPER_TAIL);
  }

  /** Whether the interval excludes 0. */
  public boolean excludesZero() {
    return low > 0 || high < 0;
  }
}
