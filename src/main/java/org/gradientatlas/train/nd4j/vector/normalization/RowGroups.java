package org.gradientatlas.train.nd4j.vector.normalization;

import java.nio.ByteBuffer;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.gradientatlas.train.nd4j.kernel.GroupStatistics;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;

/** Layer normalization, a row at a time. */
public final class RowGroups extends VectorNormalization {
  private final int columns;
  private final int whole;

  /** One sum per lane, for each row. */
  private final double[] sums;

  private final double[] products;

  /** The bits of the greatest size, lane by lane. */
  private final int[] greatest = new int[Lanes.COUNT];

  public RowGroups(int rows, int columns) {
    super(rows);
    this.columns = columns;
    this.whole = Lanes.whole(columns);
    this.sums = new double[rows * Lanes.HALF_COUNT];
    this.products = new double[rows * Lanes.HALF_COUNT];
  }

  @Override
  public void measure(Tensor u, int rows, GroupStatistics moments) {
    for (int row = 0; row < rows; row++) {
      distances(u, row);
    }
    for (int row = 0; row < rows; row++) {
      double first = u.get(row * columns);
      moments.mean[row] = sum(sums, row);
      moments.variance[row] = sum(products, row);
      for (int i = row * columns + whole; i < (row + 1) * columns; i++) {
        double distance = u.get(i) - first;
        moments.mean[row] += distance;
        moments.variance[row] += distance * distance;
      }
    }
    finish(u, moments, rows, columns, columns);
  }

  private void distances(Tensor u, int row) {
    int from = row * columns;
    DoubleVector shift = DoubleVector.broadcast(Lanes.DOUBLES, u.get(from));
    DoubleVector sum = DoubleVector.zero(Lanes.DOUBLES);
    DoubleVector squares = sum;
    for (int i = from; i < from + whole; i += Lanes.HALF_COUNT) {
      DoubleVector v = Lanes.widened(u.bytes(), i * Float.BYTES).sub(shift);
      sum = v.add(sum);
      squares = v.fma(v, squares);
    }
    Lanes.store(sum, sums, row * Lanes.HALF_COUNT);
    Lanes.store(squares, products, row * Lanes.HALF_COUNT);
  }

  @Override
  void normalize(Tensor u, int rows, Tensor gain, Tensor x) {
    for (int row = 0; row < rows; row++) {
      normalizeRow(u, row, gain, x);
    }
  }

  private void normalizeRow(Tensor u, int row, Tensor gain, Tensor x) {
    ByteBuffer sums = u.bytes();
    int from = row * columns;
    FloatVector means = Lanes.all(mean[row]);
    FloatVector rests = Lanes.all(rest[row]);
    FloatVector factors = Lanes.all(factor[row]);
    for (int column = 0; column < whole; column += Lanes.COUNT) {
      int at = (from + column) * Float.BYTES;
      FloatVector v = Lanes.load(sums, at).sub(means).sub(rests).mul(factors);
      Lanes.store(v, x.bytes(), at);
      Lanes.store(v.mul(Lanes.load(gain.bytes(), column * Float.BYTES)), sums, at);
    }
    for (int column = whole; column < columns; column++) {
      int i = from + column;
      x.set(i, (u.get(i) - mean[row] - rest[row]) * factor[row]);
      u.set(i, gain.get(column) * x.get(i));
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
    Arrays.fill(gainGradient, 0);
    for (int row = 0; row < rows; row++) {
      sums(delta, row, gain, x, gainGradient);
    }
    for (int row = 0; row < rows; row++) {
      moments.sensitivity[row] = sum(sums, row);
      moments.product[row] = sum(products, row);
      for (int column = whole; column < columns; column++) {
        int i = row * columns + column;
        double product = delta.get(i) * x.get(i);
        moments.sensitivity[row] += gain.get(column) * delta.get(i);
        moments.product[row] += gain.get(column) * product;
        gainGradient[column] += product;
      }
      moments.sensitivity[row] /= columns;
      moments.product[row] /= columns;
    }
    for (int column = 0; column < columns; column++) {
      gainGradient[column] /= rows;
    }
  }

  /** Sums g and g x lane by lane, and adds delta x to each column's gain gradient. */
  private void sums(Tensor delta, int row, Tensor gain, Tensor x, double[] gainGradient) {
    int from = row * columns;
    DoubleVector sum = DoubleVector.zero(Lanes.DOUBLES);
    DoubleVector product = sum;
    for (int column = 0; column < whole; column += Lanes.HALF_COUNT) {
      int at = (from + column) * Float.BYTES;
      DoubleVector gains = Lanes.widened(gain.bytes(), column * Float.BYTES);
      DoubleVector d = Lanes.widened(delta.bytes(), at);
      DoubleVector p = Lanes.widened(x.bytes(), at).mul(d);
      sum = d.fma(gains, sum);
      product = p.fma(gains, product);
      DoubleVector.fromArray(Lanes.DOUBLES, gainGradient, column)
          .add(p)
          .intoArray(gainGradient, column);
    }
    Lanes.store(sum, sums, row * Lanes.HALF_COUNT);
    Lanes.store(product, products, row * Lanes.HALF_COUNT);
  }

  @Override
  float differentiate(Tensor delta, int rows, Tensor gain, Tensor x, Tensor below) {
    Arrays.fill(greatest, 0);
    for (int row = 0; row < rows; row++) {
      differentiateRow(delta, row, gain, x, below);
    }
    int most = 0;
    for (int size : greatest) {
      most = Math.max(most, size);
    }
    return Float.intBitsToFloat(most);
  }

  private void differentiateRow(Tensor delta, int row, Tensor gain, Tensor x, Tensor below) {
    int from = row * columns;
    FloatVector means = Lanes.all(mean[row]);
    FloatVector products = Lanes.all(-product[row]);
    FloatVector factors = Lanes.all(factor[row]);
    IntVector most = IntVector.fromArray(Lanes.INTS, greatest, 0);
    for (int column = 0; column < whole; column += Lanes.COUNT) {
      int at = (from + column) * Float.BYTES;
      FloatVector gains = Lanes.load(gain.bytes(), column * Float.BYTES);
      FloatVector g = Lanes.load(delta.bytes(), at).mul(gains).sub(means);
      FloatVector d = Lanes.load(x.bytes(), at).fma(products, g).mul(factors);
      most = Lanes.sizes(d).max(most);
      Lanes.store(d, below.bytes(), at);
    }
    Lanes.store(most, greatest, 0);
    for (int column = whole; column < columns; column++) {
      int i = from + column;
      double g = gain.get(column) * delta.get(i) - mean[row];
      below.set(i, factor[row] * (g - x.get(i) * product[row]));
      int size = Float.floatToRawIntBits((float) Math.abs(below.get(i)));
      greatest[0] = Math.max(greatest[0], size);
    }
  }

  /** Adds up lanes here: reduceLanes compiles to a serial chain of additions. */
  private static double sum(double[] lanes, int row) {
    double sum = 0;
    for (int i = row * Lanes.HALF_COUNT; i < (row + 1) * Lanes.HALF_COUNT; i++) {
      sum += lanes[i];
    }
    return sum;
  }
}
