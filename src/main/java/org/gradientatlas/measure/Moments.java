package org.gradientatlas.measure;

/**
 * Mean and spread of a set of numbers; merges associatively (Chan, Golub and LeVeque 1979).
 *
 * @param count how many
 * @param mean their mean
 * @param squares sum of squared deviations from the mean
 */
public record Moments(long count, double mean, double squares) {
  /** Of no numbers. */
  public static final Moments NONE = new Moments(0, 0, 0);

  /** Of the given numbers, in two passes. */
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

  /** From plain sums, where the mean is small against the spread. */
  public static Moments ofSums(long count, double sum, double sumOfSquares) {
    double mean = sum / count;
    return new Moments(count, mean, Math.max(0, sumOfSquares - count * mean * mean));
  }

  /** Of both sets together. */
  public Moments merge(Moments other) {
    long n = count + other.count;
    if (n == 0) {
      return NONE;
    }
    double shift = other.mean - mean;
    return new Moments(
        n,
        mean + shift * other.count / n,
        squares + other.squares + shift * shift * count * other.count / n);
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
