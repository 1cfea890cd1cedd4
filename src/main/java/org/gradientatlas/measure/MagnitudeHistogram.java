package org.gradientatlas.measure;

/**
 * Counts by order of magnitude, floor(log2 |g|). The edges never change: bucket 0 holds 0 &lt; |g|
 * &lt; 2^-80, bucket i = 1..94 holds 2^(i-81) &lt;= |g| &lt; 2^(i-80), bucket 95 the rest, up to
 * infinity. Zeros and NaN are in no bucket.
 */
public final class MagnitudeHistogram {
  /** The number of buckets. */
  public static final int BUCKETS = 96;

  private static final int LOWEST_EXPONENT = -81;

  private MagnitudeHistogram() {}

  /** The bucket of a value that is neither 0 nor NaN. */
  public static int bucket(double value) {
    int i = Math.getExponent(value) - LOWEST_EXPONENT;
    return Math.max(0, Math.min(BUCKETS - 1, i));
  }

  /** Counts of the given entries, {@link #BUCKETS} long. */
  public static long[] of(double[] values) {
    long[] counts = new long[BUCKETS];
    for (double v : values) {
      if (v != 0 && !Double.isNaN(v)) {
        counts[bucket(v)]++;
      }
    }
    return counts;
  }
}
