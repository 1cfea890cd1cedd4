package org.gradientatlas.train.nd4j.vector;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.gradientatlas.train.nd4j.Tensor;
import org.jspecify.annotations.Nullable;

/** 1 / (1 + e^-z) from e^-|z|, which keeps its relative precision on both sides. */
final class Sigmoid implements Curve {
  @Override
  public float activate(Tensor z, @Nullable Tensor bias, Tensor a, int rows) {
    int whole = Lanes.whole(z.columns());
    int greatest = 0;
    for (int column = 0; column < whole; column += Lanes.COUNT) {
      greatest = Math.max(greatest, activate(z, bias, column, rows));
    }
    float rest = Columns.activate(z, bias, rows, whole, Sigmoid::value);
    return Math.max(Float.intBitsToFloat(greatest), rest);
  }

  private static int activate(Tensor z, @Nullable Tensor bias, int column, int rows) {
    ByteBuffer bytes = z.bytes();
    int from = column * Float.BYTES;
    int stride = z.columns() * Float.BYTES;
    FloatVector b = bias == null ? Lanes.all(0) : Lanes.load(bias.bytes(), from);
    IntVector greatest = IntVector.zero(Lanes.INTS);
    for (int row = 0; row < rows; row++) {
      int at = from + row * stride;
      FloatVector sum = Lanes.load(bytes, at).add(b);
      IntVector size = Lanes.sizes(sum);
      greatest = size.max(greatest);
      FloatVector t = Exponential.ofMinus(size);
      FloatVector above = Lanes.all(1).blend(t, sum.compare(VectorOperators.LT, 0));
      Lanes.store(above.div(t.add(1)), bytes, at);
    }
    return Lanes.greatest(greatest);
  }

  private static double value(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  @Override
  public float differentiate(Tensor delta, Tensor a, @Nullable Tensor biasGradient, int rows) {
    int whole = Lanes.whole(delta.columns());
    int greatest = 0;
    for (int column = 0; column < whole; column += Lanes.COUNT) {
      greatest = Math.max(greatest, differentiate(delta, a, biasGradient, column, rows));
    }
    float rest = Columns.differentiate(delta, a, biasGradient, rows, whole, v -> (1 - v) * v);
    return Math.max(Float.intBitsToFloat(greatest), rest);
  }

  private static int differentiate(
      Tensor delta, Tensor a, @Nullable Tensor biasGradient, int column, int rows) {
    ByteBuffer deltas = delta.bytes();
    ByteBuffer values = a.bytes();
    int stride = delta.columns() * Float.BYTES;
    IntVector greatest = IntVector.zero(Lanes.INTS);
    FloatVector sum = Lanes.all(0);
    for (int row = 0; row < rows; row++) {
      int at = column * Float.BYTES + row * stride;
      FloatVector v = Lanes.load(values, at);
      FloatVector d = Lanes.all(1).sub(v).mul(v).mul(Lanes.load(deltas, at));
      greatest = Lanes.sizes(d).max(greatest);
      sum = d.add(sum);
      Lanes.store(d, deltas, at);
    }
    if (biasGradient != null) {
      Lanes.store(Lanes.all(1f / rows).mul(sum), biasGradient.bytes(), column * Float.BYTES);
    }
    return Lanes.greatest(greatest);
  }
}
