package org.gradientatlas.measure;

/**
 * Mean and spread of a set of numbers.
 *
 * @param count how many
 * @param mean their mean
 * @param squares sum of squared deviations from the mean
 */
public record Moments(long count, double mean, double squares) {
  /** Computes the moments of some numbers, in two passes. */
  public static Moments of(double[] values) {
    double sum = 0;
    for (double v : values) {
      sum += v;
    }
    double mean = values.length == 0 ? 0 : sum / values.length;
    double squares = 0;
    for (double v : values) {
      squares += (v - mean) * (v - mean);
    }
    return new Moments(values.length, mean, squares);
  }

  /** Standard deviation (population). */
  public double sd() {
    return Math.sqrt(squares / count);
  }

  /** Euclidean norm. */
  public double l2() {
    return Math.sqrt(squares + count * mean * mean);
  }

  /** Root mean square. */
  public double rms() {
    return Math.sqrt(squares / count + mean * mean);
  }
}
