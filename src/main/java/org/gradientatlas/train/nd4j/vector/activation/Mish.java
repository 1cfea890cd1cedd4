package org.gradientatlas.train.nd4j.vector.activation;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;

/** z tanh(ln(1 + e^z)), the gate as a fraction in e = e^-|z|. */
public final class Mish implements StagedActivation {
  /** Beyond this |z|, the slope is constant. */
  private static final int END = Float.floatToRawIntBits(110);

  @Override
  public void values(float[] z, float[] e, float[] a, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      value(Lanes.load(z, i), Lanes.load(e, i)).intoArray(a, i);
    }
  }

  @Override
  public void incline(float[] z, float[] e, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      slope(Lanes.load(z, i), Lanes.load(e, i)).intoArray(e, i);
    }
  }

  @Override
  public void slopes(float[] z, float[] slopes, float[] delta, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      Lanes.load(delta, i).mul(Lanes.load(slopes, i)).intoArray(delta, i);
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
    FloatVector z = StagedActivation.within(v, END);
    VectorMask<Float> above = z.compare(VectorOperators.GT, 0);
    FloatVector square = e.mul(e);
    FloatVector top = top(e, square, above);
    FloatVector root = root(top, square, above);
    FloatVector gateSlope = square.add(e).mul(4).mul(Lanes.all(1).blend(e, above));
    return z.mul(gateSlope).div(root).add(top).div(root);
  }
}
