package org.gradientatlas.train.nd4j.vector;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** z tanh(ln(1 + e^z)), the gate as a fraction in e = e^-|z|. */
final class Mish implements Formula {
  /** Beyond this, the slope is that of a line. */
  private static final int END = Float.floatToRawIntBits(110);

  @Override
  public void values(ByteBuffer z, int from, int to, ByteBuffer e, ByteBuffer a) {
    for (int at = from; at < to; at += Lanes.BYTES) {
      Lanes.store(value(Lanes.load(z, at), Lanes.load(e, at - from)), a, at);
    }
  }

  @Override
  public void incline(ByteBuffer z, int from, int to, ByteBuffer e) {
    for (int at = from; at < to; at += Lanes.BYTES) {
      Lanes.store(slope(Lanes.load(z, at), Lanes.load(e, at - from)), e, at - from);
    }
  }

  @Override
  public void slopes(ByteBuffer z, int from, int to, ByteBuffer slopes, ByteBuffer delta) {
    for (int at = from; at < to; at += Lanes.BYTES) {
      Lanes.store(Lanes.load(delta, at).mul(Lanes.load(slopes, at - from)), delta, at);
    }
  }

  private static FloatVector value(FloatVector z, FloatVector e) {
    VectorMask<Float> above = z.compare(VectorOperators.GT, 0);
    return z.mul(top(e, above)).div(root(e, above));
  }

  /** phi / z = top / root: above 0 (1 + 2e) / (1 + 2e + 2e^2), else e (2 + e) / (2 + 2e + e^2). */
  private static FloatVector top(FloatVector e, VectorMask<Float> above) {
    return e.mul(e.add(2)).blend(e.add(e).add(1), above);
  }

  private static FloatVector root(FloatVector e, VectorMask<Float> above) {
    FloatVector below = e.fma(e, e.add(e)).add(2);
    return below.blend(e.add(e).fma(e, e.add(e)).add(1), above);
  }

  private static FloatVector slope(FloatVector v, FloatVector e) {
    FloatVector z = Formula.within(v, END);
    VectorMask<Float> above = z.compare(VectorOperators.GT, 0);
    FloatVector root = root(e, above);
    FloatVector gateSlope = e.mul(e.add(1)).mul(4).mul(Lanes.all(1).blend(e, above));
    return z.mul(gateSlope).div(root).add(top(e, above)).div(root);
  }
}
