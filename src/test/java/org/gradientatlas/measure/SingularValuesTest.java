package org.gradientatlas.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SingularValuesTest {
  @Test
  void singularValuesOfSmallMatricesAreThoseByHand() {
    // A^T A of [[3, 0], [4, 5]] has eigenvalues 45 and 5.
    assertThat(SingularValues.mean(new double[] {3, 0, 4, 5}, 2, 2))
        .isCloseTo((Math.sqrt(45) + Math.sqrt(5)) / 2, within(1e-12));
    assertThat(SingularValues.mean(new double[] {3, 4}, 1, 2)).isCloseTo(5, within(1e-12));
    assertThat(SingularValues.mean(new double[] {3, 4}, 2, 1)).isCloseTo(5, within(1e-12));
    assertThat(SingularValues.mean(new double[] {1, 1, 1, 1}, 2, 2))
        .as("rank one: 2 and 0")
        .isCloseTo(1, within(1e-7));
    assertThat(SingularValues.mean(new double[6], 2, 3)).isZero();
    assertThat(SingularValues.mean(new double[] {1, 1e200, 1, 1}, 2, 2)).as("overflows").isNaN();
    assertThat(SingularValues.mean(new double[] {1, Double.NaN, 1, 1}, 2, 2)).isNaN();
  }

  @ParameterizedTest
  @CsvSource({"5, 5", "7, 4", "4, 7", "30, 30"})
  void singularValuesAreThoseOfOneSidedJacobi(int rows, int columns) {
    double[] a = new Random(3).doubles((long) rows * columns, -1, 1).toArray();
    assertThat(SingularValues.mean(a, rows, columns))
        .isCloseTo(OneSidedJacobi.meanSingularValue(a, rows, columns), within(1e-9));
  }
}
