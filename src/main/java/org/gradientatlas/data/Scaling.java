package org.gradientatlas.data;

import java.util.Arrays;

/**
 * How each feature is shifted and scaled: x becomes (x - mean) * factor, in double precision.
 *
 * @param means one per feature
 * @param factors one per feature; 0 for one that is constant, since it carries no information
 */
@SuppressWarnings("ArrayRecordComponent")
public record Scaling(double[] means, double[] factors) {
  /** Leaves every number as it is. */
  static Scaling none(int width) {
    double[] ones = new double[width];
    Arrays.fill(ones, 1);
    return new Scaling(new double[width], ones);
  }

  /** To mean 0 and standard deviation (population) 1 over some examples. */
  public static Scaling of(RawData raw, int[] examples) {
    double[] means = means(raw, examples);
    double[] squares = squares(raw, examples, means);
    double[] factors = new double[raw.width()];
    for (int column = 0; column < factors.length; column++) {
      factors[column] =
          isConstant(raw, examples, column) ? 0 : 1 / Math.sqrt(squares[column] / examples.length);
    }
    return new Scaling(means, factors);
  }

  /** A number of a feature after scaling. */
  public double of(int column, double x) {
    return (x - means[column]) * factors[column];
  }

  private static double[] means(RawData raw, int[] examples) {
    double[] sums = new double[raw.width()];
    for (int example : examples) {
      for (int column = 0; column < sums.length; column++) {
        sums[column] += raw.feature(example, column);
      }
    }
    return Arrays.stream(sums).map(sum -> sum / examples.length).toArray();
  }

  private static double[] squares(RawData raw, int[] examples, double[] means) {
    double[] squares = new double[means.length];
    for (int example : examples) {
      for (int column = 0; column < squares.length; column++) {
        double deviation = raw.feature(example, column) - means[column];
        squares[column] += deviation * deviation;
      }
    }
    return squares;
  }

  /** Compares the values themselves, since rounding of the mean would feign a spread. */
  private static boolean isConstant(RawData raw, int[] examples, int column) {
    double first = raw.feature(examples[0], column);
    for (int example : examples) {
      if (raw.feature(example, column) != first) {
        return false;
      }
    }
    return true;
  }
}
