package org.gradientatlas.train.nd4j.kernel;

import java.util.Arrays;
import org.gradientatlas.train.nd4j.memory.Tensor;

/** The formulas of normalization, entry by entry in double precision: the oracle of all others. */
public final class PlainNormalization implements NormalizationKernels {
  private final boolean byRow;
  private final int from;
  private final int columns;

  /**
   * @param byRow whether a row is a group; otherwise a column is
   * @param from the first column to process; above 0 only if columns are groups
   * @param columns of all matrices
   */
  public PlainNormalization(boolean byRow, int from, int columns) {
    this.byRow = byRow;
    this.from = from;
    this.columns = columns;
  }

  private int group(int row, int column) {
    return byRow ? row : column;
  }

  private void clear(double[] groups, int rows) {
    Arrays.fill(groups, byRow ? 0 : from, byRow ? rows : columns, 0);
  }

  /** Divides each group's sum by its count. */
  private void divide(double[] groups, int rows) {
    int count = byRow ? columns : rows;
    for (int k = byRow ? 0 : from; k < (byRow ? rows : columns); k++) {
      groups[k] /= count;
    }
  }

  @Override
  public void measure(Tensor u, int rows, GroupStatistics moments) {
    double power = Math.scalb(1.0, -u.exponent());
    double[] mean = moments.mean;
    double[] variance = moments.variance;
    clear(mean, rows);
    clear(variance, rows);
    for (int row = 0; row < rows; row++) {
      for (int column = from; column < columns; column++) {
        mean[group(row, column)] += power * u.get(row * columns + column);
      }
    }
    divide(mean, rows);
    for (int row = 0; row < rows; row++) {
      for (int column = from; column < columns; column++) {
        int k = group(row, column);
        double distance = power * u.get(row * columns + column) - mean[k];
        variance[k] += distance * distance;
      }
    }
    divide(variance, rows);
  }

  @Override
  public void normalize(Tensor u, int rows, GroupStatistics moments, Tensor gain, Tensor x) {
    double power = Math.scalb(1.0, -u.exponent());
    for (int row = 0; row < rows; row++) {
      for (int column = from; column < columns; column++) {
        int k = group(row, column);
        int i = row * columns + column;
        double normalized = (power * u.get(i) - moments.mean[k]) * moments.inverse[k];
        x.set(i, normalized);
        u.set(i, gain.get(column) * normalized);
      }
    }
  }

  @Override
  public void average(
      Tensor delta,
      int rows,
      GroupStatistics moments,
      Tensor gain,
      Tensor x,
      double[] gainGradient) {
    clear(moments.sensitivity, rows);
    clear(moments.product, rows);
    Arrays.fill(gainGradient, from, columns, 0);
    for (int row = 0; row < rows; row++) {
      for (int column = from; column < columns; column++) {
        int k = group(row, column);
        int i = row * columns + column;
        double g = gain.get(column) * delta.get(i);
        moments.sensitivity[k] += g;
        moments.product[k] += g * x.get(i);
        gainGradient[column] += delta.get(i) * x.get(i);
      }
    }
    divide(moments.sensitivity, rows);
    divide(moments.product, rows);
    for (int column = from; column < columns; column++) {
      gainGradient[column] /= rows;
    }
  }

  @Override
  public double differentiate(
      Tensor delta, int rows, GroupStatistics moments, Tensor gain, Tensor x, Tensor below) {
    double greatest = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = from; column < columns; column++) {
        int k = group(row, column);
        int i = row * columns + column;
        double g = gain.get(column) * delta.get(i);
        double centered = g - moments.sensitivity[k] - x.get(i) * moments.product[k];
        below.set(i, moments.inverse[k] * centered);
        greatest = Math.max(greatest, Math.abs(below.get(i)));
      }
    }
    return greatest;
  }
}
