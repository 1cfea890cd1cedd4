package org.gradientatlas.train.nd4j.program.block;

import java.util.Arrays;
import org.gradientatlas.train.nd4j.memory.Tensor;

/** How much alike the tokens of an example are. */
final class TokenLikeness {
  private TokenLikeness() {}

  /**
   * The mean over examples of the mean cosine between two different tokens; NaN for fewer than two.
   * For T tokens of length 1 with sum s it is (|s|^2 - T) / (T (T - 1)).
   */
  static double cosine(Tensor rows, int tokens) {
    if (tokens < 2) {
      return Double.NaN;
    }
    double[] sum = new double[rows.columns()];
    double total = 0;
    int examples = rows.rows() / tokens;
    for (int example = 0; example < examples; example++) {
      Arrays.fill(sum, 0);
      for (int token = 0; token < tokens; token++) {
        addUnit(rows, example * tokens + token, sum);
      }
      total += (squares(sum) - tokens) / (tokens * (tokens - 1.0));
    }
    return total / examples;
  }

  /** Adds a row divided by its length. */
  private static void addUnit(Tensor rows, int row, double[] sum) {
    int from = row * sum.length;
    double squares = 0;
    for (int i = 0; i < sum.length; i++) {
      squares += rows.get(from + i) * rows.get(from + i);
    }
    double length = Math.sqrt(squares);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += rows.get(from + i) / length;
    }
  }

  private static double squares(double[] numbers) {
    double squares = 0;
    for (double number : numbers) {
      squares += number * number;
    }
    return squares;
  }

  /**
   * The mean over examples of |X - 1 m'| / |X|, with the tokens as rows of X, their mean m and
   * Frobenius norms; NaN for fewer than two tokens.
   */
  static double residual(Tensor rows, int tokens) {
    if (tokens < 2) {
      return Double.NaN;
    }
    int examples = rows.rows() / tokens;
    double total = 0;
    for (int example = 0; example < examples; example++) {
      total += residual(rows, example * tokens, tokens);
    }
    return total / examples;
  }

  private static double residual(Tensor rows, int first, int tokens) {
    double apart = 0;
    double whole = 0;
    for (int column = 0; column < rows.columns(); column++) {
      double mean = 0;
      for (int token = 0; token < tokens; token++) {
        mean += rows.get((first + token) * rows.columns() + column) / tokens;
      }
      for (int token = 0; token < tokens; token++) {
        double value = rows.get((first + token) * rows.columns() + column);
        apart += (value - mean) * (value - mean);
        whole += value * value;
      }
    }
    return Math.sqrt(apart / whole);
  }
}
