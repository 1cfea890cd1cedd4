package org.gradientatlas.train.nd4j.vector.normalization;

import java.nio.ByteBuffer;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.gradientatlas.train.nd4j.kernel.GroupStatistics;
import org.gradientatlas.train.nd4j.kernel.PlainNormalization;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;

/** Batch normalization, a vector of columns at a time. */
public final class ColumnGroups extends VectorNormalization {
  private final int whole;

  /** For the last columns, too few for a vector. */
  private final PlainNormalization last;

  public ColumnGroups(int columns) {
    super(columns);
    this.whole = Lanes.whole(columns);
    this.last = new PlainNormalization(false, whole, columns);
  }

  @Override
  public void measure(Tensor u, int rows, GroupStatistics moments) {
    for (int column = 0; column < whole; column += Lanes.HALF_COUNT) {
      distances(u, rows, column, moments);
    }
    finish(u, moments, whole, 1, rows);
    last.measure(u, rows, moments);
  }

  private static void distances(Tensor u, int rows, int column, GroupStatistics moments) {
    ByteBuffer bytes = u.bytes();
    int from = column * Float.BYTES;
    int stride = u.columns() * Float.BYTES;
    DoubleVector shift = Lanes.widened(bytes, from);
    DoubleVector sum = DoubleVector.zero(Lanes.DOUBLES);
    DoubleVector squares = sum;
    for (int row = 0; row < rows; row++) {
      DoubleVector v = Lanes.widened(bytes, from + row * stride).sub(shift);
      sum = v.add(sum);
      squares = v.fma(v, squares);
    }
    Lanes.store(sum, moments.mean, column);
    Lanes.store(squares, moments.variance, column);
  }

  @Override
  public void normalize(Tensor u, int rows, GroupStatistics moments, Tensor gain, Tensor x) {
    super.normalize(u, rows, moments, gain, x);
    last.normalize(u, rows, moments, gain, x);
  }

  @Override
  void normalize(Tensor u, int rows, Tensor gain, Tensor x) {
    for (int column = 0; column < whole; column += Lanes.COUNT) {
      normalize(u, rows, column, gain, x);
    }
  }

  private void normalize(Tensor u, int rows, int column, Tensor gain, Tensor x) {
    ByteBuffer sums = u.bytes();
    ByteBuffer results = x.bytes();
    int from = column * Float.BYTES;
    int stride = u.columns() * Float.BYTES;
    FloatVector gains = Lanes.load(gain.bytes(), from);
    FloatVector means = FloatVector.fromArray(Lanes.FLOATS, mean, column);
    FloatVector rests = FloatVector.fromArray(Lanes.FLOATS, rest, column);
    FloatVector factors = FloatVector.fromArray(Lanes.FLOATS, factor, column);
    for (int row = 0; row < rows; row++) {
      int at = from + row * stride;
      FloatVector v = Lanes.load(sums, at).sub(means).sub(rests).mul(factors);
      Lanes.store(v, results, at);
      Lanes.store(v.mul(gains), sums, at);
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
    for (int column = 0; column < whole; column += Lanes.HALF_COUNT) {
      sums(delta, rows, column, x, moments.sensitivity, gainGradient);
    }
    for (int k = 0; k < whole; k++) {
      gainGradient[k] /= rows;
      moments.product[k] = gain.get(k) * gainGradient[k];
      moments.sensitivity[k] *= gain.get(k) / rows;
    }
    last.average(delta, rows, moments, gain, x, gainGradient);
  }

  /** The sums of delta and delta x of each column. */
  static void sums(
      Tensor delta, int rows, int column, Tensor x, double[] deltas, double[] products) {
    int from = column * Float.BYTES;
    int stride = delta.columns() * Float.BYTES;
    DoubleVector sum = DoubleVector.zero(Lanes.DOUBLES);
    DoubleVector product = sum;
    for (int row = 0; row < rows; row++) {
      int at = from + row * stride;
      DoubleVector d = Lanes.widened(delta.bytes(), at);
      sum = d.add(sum);
      product = Lanes.widened(x.bytes(), at).fma(d, product);
    }
    Lanes.store(sum, deltas, column);
    Lanes.store(product, products, column);
  }

  @Override
  public double differentiate(
      Tensor delta, int rows, GroupStatistics moments, Tensor gain, Tensor x, Tensor below) {
    return Math.max(
        super.differentiate(delta, rows, moments, gain, x, below),
        last.differentiate(delta, rows, moments, gain, x, below));
  }

  @Override
  float differentiate(Tensor delta, int rows, Tensor gain, Tensor x, Tensor below) {
    int greatest = 0;
    for (int column = 0; column < whole; column += Lanes.COUNT) {
      greatest = Math.max(greatest, differentiate(delta, rows, column, gain, x, below));
    }
    return Float.intBitsToFloat(greatest);
  }

  private int differentiate(
      Tensor delta, int rows, int column, Tensor gain, Tensor x, Tensor below) {
    int from = column * Float.BYTES;
    int stride = delta.columns() * Float.BYTES;
    FloatVector gains = Lanes.load(gain.bytes(), from);
    FloatVector means = FloatVector.fromArray(Lanes.FLOATS, mean, column);
    FloatVector products = FloatVector.fromArray(Lanes.FLOATS, product, column).neg();
    FloatVector factors = FloatVector.fromArray(Lanes.FLOATS, factor, column);
    IntVector greatest = IntVector.zero(Lanes.INTS);
    for (int row = 0; row < rows; row++) {
      int at = from + row * stride;
      FloatVector g = Lanes.load(delta.bytes(), at).mul(gains).sub(means);
      FloatVector d = Lanes.load(x.bytes(), at).fma(products, g).mul(factors);
      greatest = Lanes.sizes(d).max(greatest);
      Lanes.store(d, below.bytes(), at);
    }
    return Lanes.greatest(greatest);
  }
}
