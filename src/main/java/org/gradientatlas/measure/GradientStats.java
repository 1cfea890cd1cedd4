package org.gradientatlas.measure;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The entries of one weight gradient.
 *
 * @param values norm, mean, spread and extremes
 * @param classes how many are not normal numbers
 * @param histogram counts by magnitude, see {@link MagnitudeHistogram}
 */
@SuppressWarnings("ArrayRecordComponent")
public record GradientStats(Values values, Classes classes, long[] histogram)
    implements Serializable {

  /** For a row that is not about a tensor. */
  public static final GradientStats NONE =
      new GradientStats(
          new Values(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN),
          new Classes(Double.NaN, Double.NaN, 0),
          new long[0]);

  /**
   * Norm, mean, spread and extremes; all NaN if an entry is not finite.
   *
   * @param l2 Euclidean norm
   * @param mean mean
   * @param sd standard deviation (population)
   * @param absMean mean absolute value
   * @param min least entry
   * @param max greatest entry
   */
  public record Values(double l2, double mean, double sd, double absMean, double min, double max)
      implements Serializable {}

  /**
   * Entries that are not normal numbers, by IEEE 754 class.
   *
   * @param zeroFraction share of entries that are exactly 0
   * @param subnormalFraction share of entries that are subnormal in the trial's precision, not
   *     counting 0
   * @param nonfiniteCount entries that are NaN or infinite
   */
  public record Classes(double zeroFraction, double subnormalFraction, long nonfiniteCount)
      implements Serializable {}

  /**
   * Measures a gradient. If an entry is not finite, only classes and histogram have values.
   *
   * @param g the entries, at least one
   * @param smallestNormal of the precision that they were computed in
   */
  public static GradientStats of(double[] g, double smallestNormal) {
    long zero = 0;
    long subnormal = 0;
    long nonfinite = 0;
    double abs = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double v : g) {
      double size = Math.abs(v);
      zero += size == 0 ? 1 : 0;
      subnormal += size > 0 && size < smallestNormal ? 1 : 0;
      nonfinite += Double.isFinite(v) ? 0 : 1;
      abs += size;
      min = Math.min(min, v);
      max = Math.max(max, v);
    }
    double n = g.length;
    double unit = unit(Math.max(-min, max));
    Moments moments = Moments.of(Arrays.stream(g).map(v -> v / unit).toArray());
    double finite = nonfinite == 0 ? 1 : Double.NaN;
    var values =
        new Values(
            moments.l2() * unit * finite,
            moments.mean() * unit * finite,
            moments.sd() * unit * finite,
            abs / n * finite,
            min * finite,
            max * finite);
    var classes = new Classes(zero / n, subnormal / n, nonfinite);
    return new GradientStats(values, classes, MagnitudeHistogram.of(g));
  }

  /**
   * A power of two near the greatest entry: dividing by it is exact and keeps squares from
   * underflowing.
   */
  private static double unit(double greatest) {
    int exponent = Math.max(Double.MIN_EXPONENT, Math.getExponent(greatest));
    return Math.scalb(1.0, Math.min(Double.MAX_EXPONENT, exponent));
  }
}
