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
    return of(Moments.of(values));
  }

  /** The interval of numbers with these moments. */
  public static Interval of(Moments moments) {
    int n = Math.toIntExact(moments.count());
    double mean = n == 0 ? Double.NaN : moments.mean();
    if (n < 2) {
      return new Interval(n, mean, Double.NaN, Double.NaN);
    }
    double error = Math.sqrt(moments.squares() / (n - 1) / n);
    return new Interval(n, mean, mean - t(n) * error, mean + t(n) * error);
  }

  /**
   * The difference of the means of two independent samples, second minus first, by Welch's t: their
   * spreads may differ (Welch 1947).
   *
   * @return n is the size of the smaller sample
   */
  public static Interval ofDifference(Moments first, Moments second) {
    int n = Math.toIntExact(Math.min(first.count(), second.count()));
    double mean = n == 0 ? Double.NaN : second.mean() - first.mean();
    if (n < 2) {
      return new Interval(n, mean, Double.NaN, Double.NaN);
    }
    double a = first.squares() / (first.count() - 1) / first.count();
    double b = second.squares() / (second.count() - 1) / second.count();
    if (a + b == 0) {
      return new Interval(n, mean, mean, mean);
    }
    double degrees =
        (a + b) * (a + b) / (a * a / (first.count() - 1) + b * b / (second.count() - 1));
    double t = new TDistribution(null, degrees).inverseCumulativeProbability(UPPER_TAIL);
    double error = t * Math.sqrt(a + b);
    return new Interval(n, mean, mean - error, mean + error);
  }

  private static double t(int n) {
    return n - 1 <= QUANTILES.length ? QUANTILES[n - 2] : quantile(n - 1);
  }

  /** The moments of the numbers; without squares for fewer than two. */
  public Moments moments() {
    double error = n < 2 ? 0 : (high - mean) / t(n);
    return new Moments(n, n == 0 ? 0 : mean, error * error * n * (n - 1));
  }

  /** The part within bounds, for a quantity that cannot lie beyond them; ends that are NaN stay. */
  public Interval within(double least, double most) {
    return new Interval(
        n, mean, Math.min(most, Math.max(least, low)), Math.min(most, Math.max(least, high)));
  }

  /** The 97.5 % quantiles of Student's t for 1, 2, ... degrees of freedom. */
  public static double[] quantiles() {
    return QUANTILES.clone();
  }

  private static double quantile(int degreesOfFreedom) {
    return new TDistribution(null, degreesOfFreedom).inverseCumulativeProbability(UPPER_TAIL);
  }

  /** Whether the interval excludes 0. */
  public boolean excludesZero() {
    return low > 0 || high < 0;
  }
}
