package org.gradientatlas.train.nd4j.program.recurrent;

import org.gradientatlas.axis.Precision;
import org.gradientatlas.train.nd4j.memory.Tensor;

/** Copies columns between matrices of as many rows. */
final class ColumnBlocks {
  private ColumnBlocks() {}

  /** Copies {@code count} columns from one place to another. */
  static void copy(Tensor source, int from, Tensor target, int to, int count) {
    for (int row = 0; row < source.rows(); row++) {
      copyRow(source, row * source.columns() + from, target, row * target.columns() + to, count);
    }
  }

  private static void copyRow(Tensor source, int from, Tensor target, int to, int count) {
    if (source.precision() == Precision.FLOAT32) {
      target.floatBuffer().put(to, source.floatBuffer(), from, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      target.set(to + i, source.get(from + i));
    }
  }
}
