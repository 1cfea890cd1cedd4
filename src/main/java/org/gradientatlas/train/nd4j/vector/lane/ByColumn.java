package org.gradientatlas.train.nd4j.vector.lane;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.gradientatlas.train.nd4j.memory.Tensor;

/** Loops over the columns of a matrix, a vector at a time; the columns of weights are units. */
public final class ByColumn {
  private ByColumn() {}

  /** The sum of squares of each column, in double precision. */
  public static void squares(Tensor tensor, double[] sums) {
    int columns = tensor.columns();
    int whole = whole(columns);
    for (int column = 0; column < whole; column += Lanes.HALF_COUNT) {
      Lanes.store(squares(tensor, column), sums, column);
    }
    for (int column = whole; column < columns; column++) {
      sums[column] = 0;
      for (int i = column; i < tensor.size(); i += columns) {
        sums[column] += tensor.get(i) * tensor.get(i);
      }
    }
  }

  private static DoubleVector squares(Tensor tensor, int column) {
    ByteBuffer bytes = tensor.bytes();
    int stride = tensor.columns() * Float.BYTES;
    DoubleVector sum = DoubleVector.zero(Lanes.DOUBLES);
    for (int row = 0; row < tensor.rows(); row++) {
      DoubleVector v = Lanes.widened(bytes, column * Float.BYTES + row * stride);
      sum = v.fma(v, sum);
    }
    return sum;
  }

  /** Multiplies each column by a factor, rounded to single precision. */
  public static void scale(Tensor tensor, double[] factors) {
    int columns = tensor.columns();
    int whole = whole(columns);
    for (int column = 0; column < whole; column += Lanes.HALF_COUNT) {
      scale(tensor, factors, column);
    }
    for (int column = whole; column < columns; column++) {
      float factor = (float) factors[column];
      for (int i = column; i < tensor.size(); i += columns) {
        tensor.set(i, factor * tensor.get(i));
      }
    }
  }

  private static void scale(Tensor tensor, double[] factors, int column) {
    ByteBuffer bytes = tensor.bytes();
    int stride = tensor.columns() * Float.BYTES;
    FloatVector some =
        (FloatVector)
            DoubleVector.fromArray(Lanes.DOUBLES, factors, column)
                .convertShape(VectorOperators.D2F, Lanes.HALF, 0);
    for (int row = 0; row < tensor.rows(); row++) {
      int at = column * Float.BYTES + row * stride;
      FloatVector.fromByteBuffer(Lanes.HALF, bytes, at, ByteOrder.nativeOrder())
          .mul(some)
          .intoByteBuffer(bytes, at, ByteOrder.nativeOrder());
    }
  }

  private static int whole(int columns) {
    return columns - columns % Lanes.HALF_COUNT;
  }
}
