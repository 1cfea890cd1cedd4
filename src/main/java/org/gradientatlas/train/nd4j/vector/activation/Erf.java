package org.gradientatlas.train.nd4j.vector.activation;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.apache.commons.numbers.gamma.Erfc;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;

/** erf z: z times a fit up to 1, beyond 1 - e^(-z^2) R(|z|). */
public final class Erf implements StagedActivation {
  /** From this |z| on, erf rounds to 1 and its slope to 0. */
  private static final float END = 10.5f;

  private static final int END_BITS = Float.floatToRawIntBits(END);
  private static final float STEEPEST = (float) (2 / Math.sqrt(Math.PI));

  /** erf z / z by z^2. */
  private static final ChebyshevFit RATIO =
      new ChebyshevFit(
          s -> org.apache.commons.numbers.gamma.Erf.value(Math.sqrt(s)) / Math.sqrt(s), 0, 1);

  /** R by |z|, from 1 to where erf rounds to 1. */
  private static final ChebyshevFit TAIL =
      new ChebyshevFit(x -> Erfc.value(x) * Math.exp(x * x), 1, 4);

  @Override
  public void prepare(float[] z, float[] e, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector x = size(Lanes.load(z, i));
      x.mul(x).intoArray(e, i);
    }
  }

  @Override
  public boolean exponential() {
    return true;
  }

  @Override
  public void correct(float[] z, float[] e, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector x = size(Lanes.load(z, i));
      FloatVector excess = x.neg().fma(x, x.mul(x));
      FloatVector bell = Lanes.load(e, i);
      excess.fma(bell, bell).intoArray(e, i);
    }
  }

  @Override
  public void values(float[] z, float[] e, float[] a, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      value(Lanes.load(z, i), Lanes.load(e, i)).intoArray(a, i);
    }
  }

  @Override
  public void slopes(float[] z, float[] e, float[] delta, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector slope = slope(Lanes.load(e, i));
      slope.mul(Lanes.load(delta, i)).intoArray(delta, i);
    }
  }

  private static FloatVector value(FloatVector z, FloatVector bell) {
    FloatVector x = size(z);
    FloatVector near = RATIO.at(x.mul(x)).mul(x);
    FloatVector far = Lanes.all(1).sub(TAIL.at(x).mul(bell));
    FloatVector size = far.blend(near, x.compare(VectorOperators.LT, 1));
    return Lanes.withSign(size.reinterpretAsInts(), z);
  }

  private static FloatVector slope(FloatVector bell) {
    return bell.mul(STEEPEST);
  }

  /** |z|, capped where erf no longer changes. */
  private static FloatVector size(FloatVector z) {
    return Lanes.sizes(z).min(END_BITS).reinterpretAsFloats();
  }
}
