package org.gradientatlas.train.nd4j.vector.activation;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;

/** z logistic(2u), u = sqrt(2/pi) (z + 0.044715 z^3), from e^-|2u|. */
public final class GeluTanh implements StagedActivation {
  private static final float CUBIC = 0.044715f;
  private static final double EXACT_SCALE = 2 * Math.sqrt(2 / Math.PI);
  private static final float SCALE = (float) EXACT_SCALE;
  private static final float SCALE_LOW = (float) (EXACT_SCALE - SCALE);
  private static final float SLOPE = (float) (EXACT_SCALE * 0.044715);
  private static final float SLOPE_LOW = (float) (EXACT_SCALE * 0.044715 - SLOPE);

  /** Beyond this |z|, the gate is 0 or 1. */
  private static final int END = Float.floatToRawIntBits(15);

  @Override
  public void prepare(float[] z, float[] e, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector v = Lanes.load(z, i);
      v.mul(v).mul(SLOPE).add(SCALE).mul(v).intoArray(e, i);
    }
  }

  @Override
  public boolean exponential() {
    return true;
  }

  @Override
  public void refine(float[] z, float[] a, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      missing(StagedActivation.within(Lanes.load(z, i), END)).intoArray(a, i);
    }
  }

  @Override
  public void values(float[] z, float[] e, float[] a, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector value = value(Lanes.load(z, i), Lanes.load(e, i), Lanes.load(a, i));
      value.intoArray(a, i);
    }
  }

  @Override
  public void slopes(float[] z, float[] e, float[] delta, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector slope = slope(Lanes.load(z, i), Lanes.load(e, i));
      slope.mul(Lanes.load(delta, i)).intoArray(delta, i);
    }
  }

  private static FloatVector value(FloatVector z, FloatVector gate, FloatVector missing) {
    // The rounding error of 2u has the sign of z if it increases |2u|.
    FloatVector e = Lanes.withSign(Lanes.sizes(missing), missing.mul(z.neg())).fma(gate, gate);
    FloatVector top = Lanes.all(1).blend(e, z.compare(VectorOperators.LT, 0));
    return z.mul(top).div(e.add(1));
  }

  /**
   * The rounding error of 2u = z (SCALE + SLOPE z^2). Ignoring it would cost a tiny gate a hundred
   * units in the last place.
   */
  private static FloatVector missing(FloatVector z) {
    FloatVector w = z.mul(z);
    FloatVector p = w.mul(SLOPE);
    FloatVector t = p.add(SCALE);
    FloatVector part = t.sub(p);
    FloatVector missing = p.sub(t.sub(part)).add(Lanes.all(SCALE).sub(part));
    missing = w.fma(Lanes.all(SLOPE), p.neg()).add(missing);
    missing = z.fma(z, w.neg()).fma(Lanes.all(SLOPE), missing);
    missing = w.fma(Lanes.all(SLOPE_LOW), missing).add(SCALE_LOW);
    return missing.fma(z, z.fma(t, z.mul(t).neg()));
  }

  private static FloatVector slope(FloatVector v, FloatVector e) {
    FloatVector z = StagedActivation.within(v, END);
    FloatVector root = Lanes.all(1).div(e.add(1));
    FloatVector top = Lanes.all(1).blend(e, z.compare(VectorOperators.LT, 0));
    FloatVector inner = z.mul(z).fma(Lanes.all(3 * CUBIC), Lanes.all(1)).mul(SCALE);
    return root.mul(z.mul(inner).mul(e).mul(root).add(top));
  }
}
