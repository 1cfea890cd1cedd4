package org.gradientatlas.train.nd4j.vector.activation;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.apache.commons.numbers.gamma.Erfc;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;

/** z Phi(z), with Phi(-x) = e^(-x^2/2) R(x) and R a fit. */
public final class Gelu implements StagedActivation {
  /** Beyond this x, Phi(-x) rounds to 0. */
  private static final float END = 14.5f;

  private static final int END_BITS = Float.floatToRawIntBits(END);
  private static final float STRETCH = 0.3f;
  private static final float DENSITY = (float) (1 / Math.sqrt(2 * Math.PI));

  /** R(x) / t by t = 1 / (1 + STRETCH x). */
  private static final ChebyshevFit TAIL =
      new ChebyshevFit(t -> tail((1 / t - 1) / STRETCH) / t, 1 / (1 + STRETCH * END), 1);

  private static double tail(double x) {
    return 0.5 * Erfc.value(x / Math.sqrt(2)) * Math.exp(x * x / 2);
  }

  @Override
  public void prepare(float[] z, float[] e, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector x = size(Lanes.load(z, i));
      x.mul(0.5f).mul(x).intoArray(e, i);
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
      FloatVector half = x.mul(0.5f);
      FloatVector excess = half.neg().fma(x, half.mul(x));
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
      FloatVector slope = slope(Lanes.load(z, i), Lanes.load(e, i));
      slope.mul(Lanes.load(delta, i)).intoArray(delta, i);
    }
  }

  private static FloatVector value(FloatVector z, FloatVector bell) {
    return z.mul(normal(z, bell));
  }

  private static FloatVector slope(FloatVector v, FloatVector bell) {
    FloatVector z = StagedActivation.within(v, END_BITS);
    return z.mul(bell).mul(DENSITY).add(normal(z, bell));
  }

  /** |z|, capped where Phi no longer changes. */
  private static FloatVector size(FloatVector z) {
    return Lanes.sizes(z).min(END_BITS).reinterpretAsFloats();
  }

  private static FloatVector normal(FloatVector z, FloatVector bell) {
    FloatVector x = size(z);
    FloatVector t = Lanes.all(1).div(x.fma(Lanes.all(STRETCH), Lanes.all(1)));
    FloatVector tail = TAIL.at(t).mul(t).mul(bell);
    return tail.blend(Lanes.all(1).sub(tail), z.compare(VectorOperators.GT, 0));
  }
}
