package org.gradientatlas.measure;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/** The singular values of a matrix. */
public final class SingularValues {
  private SingularValues() {}

  /**
   * Their mean, from the eigenvalues of A^T A or A A^T, whichever is smaller. Values below 1e-8 of
   * the greatest are rounding errors.
   *
   * @param a row-major [rows, columns]
   * @return NaN if an entry of A^T A is not finite
   */
  public static double mean(double[] a, int rows, int columns) {
    double[][] gram = rows < columns ? ofRows(a, rows, columns) : ofColumns(a, rows, columns);
    if (Arrays.stream(gram).flatMapToDouble(Arrays::stream).anyMatch(x -> !Double.isFinite(x))) {
      return Double.NaN;
    }
    return Arrays.stream(
            new EigenDecomposition(new Array2DRowRealMatrix(gram, false)).getRealEigenvalues())
        .map(square -> Math.sqrt(Math.max(0, square)))
        .average()
        .orElseThrow();
  }

  private static double[][] ofRows(double[] a, int rows, int columns) {
    double[][] gram = new double[rows][rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = 0; k < columns; k++) {
          sum += a[i * columns + k] * a[j * columns + k];
        }
        gram[i][j] = sum;
        gram[j][i] = sum;
      }
    }
    return gram;
  }

  private static double[][] ofColumns(double[] a, int rows, int columns) {
    double[] transposed = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      transposed[i % columns * rows + i / columns] = a[i];
    }
    return ofRows(transposed, /* rows= */ columns, /* columns= */ rows);
  }
}
