package org.gradientatlas.train.nd4j.vector.lane;

import java.util.function.DoubleUnaryOperator;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.jspecify.annotations.Nullable;

/** The last columns of a tensor, too few for a vector, one entry at a time. */
public final class ScalarTail {
  private ScalarTail() {}

  public static float activate(
      Tensor z, float[] bias, int rows, int from, DoubleUnaryOperator phi) {
    float greatest = 0;
    for (int column = from; column < z.columns(); column++) {
      for (int row = 0; row < rows; row++) {
        int i = row * z.columns() + column;
        float sum = (float) (z.get(i) + bias[column]);
        greatest = Math.max(greatest, Math.abs(sum));
        z.set(i, phi.applyAsDouble(sum));
      }
    }
    return greatest;
  }

  public static float differentiate(
      Tensor delta,
      Tensor a,
      @Nullable Tensor biasGradient,
      int rows,
      int from,
      DoubleUnaryOperator slope) {
    float greatest = 0;
    for (int column = from; column < delta.columns(); column++) {
      double sum = 0;
      for (int row = 0; row < rows; row++) {
        int i = row * delta.columns() + column;
        float d = (float) (delta.get(i) * slope.applyAsDouble(a.get(i)));
        greatest = Math.max(greatest, Math.abs(d));
        sum += d;
        delta.set(i, d);
      }
      if (biasGradient != null) {
        biasGradient.set(column, sum / rows);
      }
    }
    return greatest;
  }
}
