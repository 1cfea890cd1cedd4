package org.gradientatlas.train.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.gradientatlas.axis.Precision;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The memory of one network: a few large ND4J arrays, cut into tensors that lie one after the other
 * and start at 0. Taking is cheap, and closing frees everything at once.
 */
final class Arena implements AutoCloseable {
  /** Bytes of a cache line: no two tensors share one. */
  private static final int ALIGNMENT = 64;

  /** Entries of one array, unless a tensor alone needs more. */
  private static final long CHUNK = 1 << 18;

  private final Precision precision;
  private final List<INDArray> chunks = new ArrayList<>();
  private long used;

  Arena(Precision precision) {
    this.precision = precision;
  }

  /** A new tensor, all zeros. */
  Tensor take(int rows, int columns) {
    long step = ALIGNMENT / Tensor.bytesPerEntry(precision);
    long entries = ((long) rows * columns + step - 1) / step * step;
    if (chunks.isEmpty() || used + entries > last().length()) {
      chunks.add(Nd4j.create(type(), Math.max(CHUNK, entries)));
      used = 0;
    }
    Pointer start = last().data().pointer();
    Pointer pointer =
        precision == Precision.FLOAT32
            ? start.getPointer(FloatPointer.class, used)
            : start.getPointer(DoublePointer.class, used);
    used += entries;
    return new Tensor(rows, columns, precision, pointer);
  }

  private INDArray last() {
    return chunks.get(chunks.size() - 1);
  }

  private DataType type() {
    return precision == Precision.FLOAT32 ? DataType.FLOAT : DataType.DOUBLE;
  }

  @Override
  public void close() {
    chunks.forEach(INDArray::close);
    chunks.clear();
  }
}
