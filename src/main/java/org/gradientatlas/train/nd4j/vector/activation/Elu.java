package org.gradientatlas.train.nd4j.vector.activation;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;

/** A multiple of z above 0, and of e^z - 1 elsewhere: elu and selu. */
public final class Elu implements StagedActivation {
  /** Up to this x, e^-x - 1 comes from a fit: the subtraction would lose digits. */
  private static final float NEAR = 0.7f;

  /** (1 - e^-x) / x. */
  private static final ChebyshevFit RATIO = new ChebyshevFit(x -> -Math.expm1(-x) / x, 0, NEAR);

  private final float above;
  private final float below;

  public Elu(double above, double below) {
    this.above = (float) above;
    this.below = (float) below;
  }

  /** 1 - e^-|z|, where e^-|z| is near 1. */
  @Override
  public void refine(float[] z, float[] a, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector x = Lanes.sizes(Lanes.load(z, i)).reinterpretAsFloats();
      RATIO.at(x).mul(x).intoArray(a, i);
    }
  }

  @Override
  public void values(float[] z, float[] e, float[] a, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      value(Lanes.load(z, i), Lanes.load(e, i), Lanes.load(a, i)).intoArray(a, i);
    }
  }

  @Override
  public void slopes(float[] z, float[] e, float[] delta, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector slope = slope(Lanes.load(z, i), Lanes.load(e, i));
      slope.mul(Lanes.load(delta, i)).intoArray(delta, i);
    }
  }

  private FloatVector value(FloatVector z, FloatVector e, FloatVector near) {
    FloatVector x = Lanes.sizes(z).reinterpretAsFloats();
    FloatVector far = Lanes.all(1).sub(e);
    FloatVector loss = far.blend(near, x.compare(VectorOperators.LT, NEAR));
    return loss.mul(-below).blend(z.mul(above), z.compare(VectorOperators.GT, 0));
  }

  private FloatVector slope(FloatVector z, FloatVector e) {
    return e.mul(below).blend(Lanes.all(above), z.compare(VectorOperators.GT, 0));
  }
}
