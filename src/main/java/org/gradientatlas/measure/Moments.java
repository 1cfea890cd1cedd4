package org.gradientatlas.measure;

import java.io.Serializable;

/**
 * Mean and spread of a set of numbers.
 *
 * @param count how many
 * @param mean their mean
 * @param squares sum of squared deviations from the mean
 */
public record Moments(long count, double mean, double squares) implements Serializable {
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

  /** The moments of these numbers and those of another set, together (Chan et al. 1979). */
  public Moments with(Moments other) {
    long all = count + other.count;
    double apart = other.mean - mean;
    return all == 0
        ? this
        : new Moments(
            all,
            mean + apart * other.count / all,
            squares + other.squares + apart * apart * count * other.count / all);
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
