package org.gradientatlas.train.nd4j.program.block;

import java.util.Arrays;
import org.gradientatlas.train.nd4j.memory.Tensor;

/** How much alike the tokens of an example are. */
final class TokenCosine {
  private TokenCosine() {}

  /**
   * The mean over examples of the mean cosine between two different tokens; NaN for fewer than two.
   * For T tokens of length 1 with sum s it is (|s|^2 - T) / (T (T - 1)).
   */
  static double mean(Tensor rows, int tokens) {
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
}
