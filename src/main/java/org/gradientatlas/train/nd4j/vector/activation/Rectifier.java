package org.gradientatlas.train.nd4j.vector.activation;

import java.nio.ByteBuffer;
import java.util.function.DoubleUnaryOperator;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;
import org.gradientatlas.train.nd4j.vector.lane.ScalarTail;
import org.jspecify.annotations.Nullable;

/** z where z is above 0 and a multiple of it elsewhere: relu, leaky relu, the identity. */
public final class Rectifier implements ActivationKernel {
  private final float below;

  // Created once, so that a step allocates nothing.
  private final DoubleUnaryOperator value;
  private final DoubleUnaryOperator slope;

  /**
   * @param below the slope where z is not above 0, from 0 to 1
   */
  public Rectifier(double below) {
    float rounded = (float) below;
    this.below = rounded;
    this.value = v -> v > 0 ? v : v * rounded;
    this.slope = v -> v > 0 ? 1 : rounded;
  }

  @Override
  public float activate(Tensor z, float[] bias, Tensor a, int rows) {
    int whole = Lanes.whole(z.columns());
    int greatest = 0;
    for (int column = 0; column < whole; column += Lanes.COUNT) {
      greatest = Math.max(greatest, activate(z, bias, column, rows));
    }
    float rest = ScalarTail.activate(z, bias, rows, whole, value);
    return Math.max(Float.intBitsToFloat(greatest), rest);
  }

  private int activate(Tensor z, float[] bias, int column, int rows) {
    ByteBuffer bytes = z.bytes();
    int from = column * Float.BYTES;
    int stride = z.columns() * Float.BYTES;
    FloatVector b = Lanes.load(bias, column);
    IntVector greatest = IntVector.zero(Lanes.INTS);
    for (int row = 0; row < rows; row++) {
      int at = from + row * stride;
      FloatVector sum = Lanes.load(bytes, at).add(b);
      IntVector size = Lanes.sizes(sum);
      greatest = size.max(greatest);
      Lanes.store(bend(sum, sum), bytes, at);
    }
    return Lanes.greatest(greatest);
  }

  @Override
  public float differentiate(Tensor delta, Tensor a, @Nullable Tensor biasGradient, int rows) {
    int whole = Lanes.whole(delta.columns());
    int greatest = 0;
    for (int column = 0; column < whole; column += Lanes.COUNT) {
      greatest = Math.max(greatest, differentiate(delta, a, biasGradient, column, rows));
    }
    float rest = ScalarTail.differentiate(delta, a, biasGradient, rows, whole, slope);
    return Math.max(Float.intBitsToFloat(greatest), rest);
  }

  private int differentiate(
      Tensor delta, Tensor a, @Nullable Tensor biasGradient, int column, int rows) {
    ByteBuffer deltas = delta.bytes();
    ByteBuffer values = a.bytes();
    int stride = delta.columns() * Float.BYTES;
    IntVector greatest = IntVector.zero(Lanes.INTS);
    FloatVector sum = Lanes.all(0);
    for (int row = 0; row < rows; row++) {
      int at = column * Float.BYTES + row * stride;
      FloatVector d = bend(Lanes.load(deltas, at), Lanes.load(values, at));
      greatest = Lanes.sizes(d).max(greatest);
      sum = d.add(sum);
      Lanes.store(d, deltas, at);
    }
    if (biasGradient != null) {
      Lanes.store(Lanes.all(1f / rows).mul(sum), biasGradient.bytes(), column * Float.BYTES);
    }
    return Lanes.greatest(greatest);
  }

  /** v where {@code other} is above 0, and {@code below} times v elsewhere. */
  private FloatVector bend(FloatVector v, FloatVector other) {
    return v.mul(below).blend(v, other.compare(VectorOperators.GT, 0));
  }
}
