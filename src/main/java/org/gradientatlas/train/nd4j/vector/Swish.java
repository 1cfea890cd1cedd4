package org.gradientatlas.train.nd4j.vector;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** z / (1 + e^-z), from e^-|z|. */
final class Swish implements Formula {
  /** Beyond this, the slope is that of a line. */
  private static final int END = Float.floatToRawIntBits(110);

  @Override
  public void values(ByteBuffer z, int from, int to, ByteBuffer e, ByteBuffer a) {
    for (int at = from; at < to; at += Lanes.BYTES) {
      Lanes.store(value(Lanes.load(z, at), Lanes.load(e, at - from)), a, at);
    }
  }

  @Override
  public void slopes(ByteBuffer z, int from, int to, ByteBuffer e, ByteBuffer delta) {
    for (int at = from; at < to; at += Lanes.BYTES) {
      FloatVector slope = slope(Lanes.load(z, at), Lanes.load(e, at - from));
      Lanes.store(slope.mul(Lanes.load(delta, at)), delta, at);
    }
  }

  private static FloatVector value(FloatVector z, FloatVector e) {
    FloatVector top = Lanes.all(1).blend(e, z.compare(VectorOperators.LT, 0));
    return z.mul(top).div(e.add(1));
  }

  private static FloatVector slope(FloatVector v, FloatVector e) {
    FloatVector z = Formula.within(v, END);
    FloatVector root = Lanes.all(1).div(e.add(1));
    FloatVector top = Lanes.all(1).blend(e, z.compare(VectorOperators.LT, 0));
    // logistic + z logistic (1 - logistic)
    return root.mul(z.mul(e).mul(root).add(top));
  }
}
