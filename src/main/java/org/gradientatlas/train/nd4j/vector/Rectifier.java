package org.gradientatlas.train.nd4j.vector;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.gradientatlas.train.nd4j.Tensor;
import org.jspecify.annotations.Nullable;

/** z where z is above 0 and a multiple of it elsewhere: relu, leaky relu, the identity. */
final class Rectifier implements Curve {
  private final float below;

  /**
   * @param below the slope where z is not above 0, from 0 to 1
   */
  Rectifier(double below) {
    this.below = (float) below;
  }

  @Override
  public float activate(Tensor z, @Nullable Tensor bias, int rows) {
    ByteBuffer bytes = z.bytes();
    int stride = z.columns() * Float.BYTES;
    IntVector greatest = IntVector.zero(Lanes.INTS);
    int whole = Lanes.whole(z.columns());
    for (int column = 0; column < whole; column += Lanes.COUNT) {
      int at = column * Float.BYTES;
      FloatVector b = bias == null ? Lanes.all(0) : Lanes.load(bias.bytes(), at);
      for (int row = 0; row < rows; row++, at += stride) {
        FloatVector sum = Lanes.load(bytes, at).add(b);
        greatest = greatest.max(Lanes.sizes(sum));
        Lanes.store(bend(sum, sum), bytes, at);
      }
    }
    float rest = Columns.activate(z, bias, rows, whole, v -> v > 0 ? v : v * below);
    return Math.max(Lanes.greatest(greatest), rest);
  }

  @Override
  public float differentiate(Tensor delta, Tensor a, @Nullable Tensor biasGradient, int rows) {
    ByteBuffer deltas = delta.bytes();
    ByteBuffer values = a.bytes();
    int stride = delta.columns() * Float.BYTES;
    IntVector greatest = IntVector.zero(Lanes.INTS);
    int whole = Lanes.whole(delta.columns());
    for (int column = 0; column < whole; column += Lanes.COUNT) {
      FloatVector sum = Lanes.all(0);
      int at = column * Float.BYTES;
      for (int row = 0; row < rows; row++, at += stride) {
        FloatVector d = bend(Lanes.load(deltas, at), Lanes.load(values, at));
        greatest = greatest.max(Lanes.sizes(d));
        sum = sum.add(d);
        Lanes.store(d, deltas, at);
      }
      if (biasGradient != null) {
        Lanes.store(sum.mul(1f / rows), biasGradient.bytes(), column * Float.BYTES);
      }
    }
    float rest = Columns.differentiate(delta, a, biasGradient, rows, whole, v -> v > 0 ? 1 : below);
    return Math.max(Lanes.greatest(greatest), rest);
  }

  /** v where the other is above 0, and the multiple of v elsewhere. */
  private FloatVector bend(FloatVector v, FloatVector other) {
    return v.mul(below).blend(v, other.compare(VectorOperators.GT, 0));
  }

  @Override
  public Fading fading() {
    return below == 1 ? Fading.NEVER : Fading.BELOW_ZERO;
  }
}
