package org.gradientatlas.train.nd4j.program.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.train.nd4j.memory.Arena;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.junit.jupiter.api.Test;

/** Against all pairs of tokens, and the differences from their mean, one by one. */
class TokenLikenessTest {
  private static final int EXAMPLES = 3;
  private static final int TOKENS = 5;
  private static final int UNITS = 7;

  @Test
  void agreesWithPairsAndDifferences() {
    try (var arena = new Arena(Precision.FLOAT64)) {
      Tensor rows = arena.take(EXAMPLES * TOKENS, UNITS);
      var random = new Random(5);
      for (int i = 0; i < rows.size(); i++) {
        rows.set(i, 0.4 + random.nextGaussian());
      }
      assertThat(TokenLikeness.cosine(rows, TOKENS)).isCloseTo(cosine(rows), within(1e-14));
      assertThat(TokenLikeness.residual(rows, TOKENS)).isCloseTo(residual(rows), within(1e-14));
    }
  }

  @Test
  void equalTokensAreAlikeAndOneTokenHasNoOther() {
    try (var arena = new Arena(Precision.FLOAT64)) {
      Tensor rows = arena.take(TOKENS, UNITS);
      for (int i = 0; i < rows.size(); i++) {
        rows.set(i, 1 + i % UNITS);
      }
      assertThat(TokenLikeness.cosine(rows, TOKENS)).isCloseTo(1, within(1e-14));
      assertThat(TokenLikeness.residual(rows, TOKENS)).isCloseTo(0, within(1e-14));
      assertThat(TokenLikeness.cosine(rows, 1)).isNaN();
      assertThat(TokenLikeness.residual(rows, 1)).isNaN();
    }
  }

  private static double cosine(Tensor rows) {
    double sum = 0;
    for (int example = 0; example < EXAMPLES; example++) {
      for (int a = 0; a < TOKENS; a++) {
        for (int b = 0; b < TOKENS; b++) {
          int one = example * TOKENS + a;
          int other = example * TOKENS + b;
          double cosine =
              product(rows, one, other)
                  / Math.sqrt(product(rows, one, one) * product(rows, other, other));
          sum += a == b ? 0 : cosine;
        }
      }
    }
    return sum / (EXAMPLES * TOKENS * (TOKENS - 1));
  }

  private static double product(Tensor rows, int one, int other) {
    double product = 0;
    for (int i = 0; i < UNITS; i++) {
      product += rows.get(one * UNITS + i) * rows.get(other * UNITS + i);
    }
    return product;
  }

  private static double residual(Tensor rows) {
    double sum = 0;
    for (int example = 0; example < EXAMPLES; example++) {
      double apart = 0;
      double whole = 0;
      for (int unit = 0; unit < UNITS; unit++) {
        double mean = 0;
        for (int token = 0; token < TOKENS; token++) {
          mean += rows.get((example * TOKENS + token) * UNITS + unit) / TOKENS;
        }
        for (int token = 0; token < TOKENS; token++) {
          double number = rows.get((example * TOKENS + token) * UNITS + unit);
          apart += Math.pow(number - mean, 2);
          whole += number * number;
        }
      }
      sum += Math.sqrt(apart / whole) / EXAMPLES;
    }
    return sum;
  }
}
