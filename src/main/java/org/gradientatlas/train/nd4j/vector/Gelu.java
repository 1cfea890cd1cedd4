package org.gradientatlas.train.nd4j.vector;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.apache.commons.numbers.gamma.Erfc;

/** z Phi(z), with Phi(-x) = e^(-x^2/2) R(x) and R a fit. */
final class Gelu implements Formula {
  /** Beyond this, Phi(-x) rounds to 0. */
  private static final float END = 14.5f;

  private static final int END_BITS = Float.floatToRawIntBits(END);
  private static final float STRETCH = 0.3f;
  private static final float DENSITY = (float) (1 / Math.sqrt(2 * Math.PI));

  /** R(x) / t by t = 1 / (1 + STRETCH x). */
  private static final Fit TAIL =
      new Fit(t -> tail((1 / t - 1) / STRETCH) / t, 1 / (1 + STRETCH * END), 1);

  private static double tail(double x) {
    return 0.5 * Erfc.value(x / Math.sqrt(2)) * Math.exp(x * x / 2);
  }

  @Override
  public void prepare(ByteBuffer z, int from, int to, ByteBuffer e) {
    for (int at = from; at < to; at += Lanes.BYTES) {
      FloatVector x = size(Lanes.load(z, at));
      Lanes.store(x.mul(0.5f).mul(x), e, at - from);
    }
  }

  @Override
  public boolean exponential() {
    return true;
  }

  @Override
  public void correct(ByteBuffer z, int from, int to, ByteBuffer e) {
    for (int at = from; at < to; at += Lanes.BYTES) {
      FloatVector x = size(Lanes.load(z, at));
      FloatVector half = x.mul(0.5f);
      FloatVector excess = half.neg().fma(x, half.mul(x));
      FloatVector bell = Lanes.load(e, at - from);
      Lanes.store(excess.fma(bell, bell), e, at - from);
    }
  }

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

  private static FloatVector value(FloatVector z, FloatVector bell) {
    return z.mul(normal(z, bell));
  }

  private static FloatVector slope(FloatVector v, FloatVector bell) {
    FloatVector z = Formula.within(v, END_BITS);
    return z.mul(bell).mul(DENSITY).add(normal(z, bell));
  }

  /** |z| where it matters. */
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
