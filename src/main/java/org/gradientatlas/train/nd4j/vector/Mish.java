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
    FloatVector square = e.mul(e);
    FloatVector top = top(e, square, above);
    return z.mul(top).div(root(top, square, above));
  }

  /** phi / z = top / root: above 0 (2e + 1) / (2e + 1 + 2e^2), elsewhere (2e + e^2) / (.. + 2). */
  private static FloatVector top(FloatVector e, FloatVector square, VectorMask<Float> above) {
    return e.add(e).add(square.blend(1, above));
  }

  private static FloatVector root(FloatVector top, FloatVector square, VectorMask<Float> above) {
    FloatVector half = Lanes.all(1).blend(square, above);
    return half.add(half).add(top);
  }

  private static FloatVector slope(FloatVector v, FloatVector e) {
    FloatVector z = Formula.within(v, END);
    VectorMask<Float> above = z.compare(VectorOperators.GT, 0);
    FloatVector square = e.mul(e);
    FloatVector top = top(e, square, above);
    FloatVector root = root(top, square, above);
    FloatVector gateSlope = square.add(e).mul(4).mul(Lanes.all(1).blend(e, above));
    return z.mul(gateSlope).div(root).add(top).div(root);
  }
}
