package org.gradientatlas.train.nd4j.vector;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;

/** erf z: z times a fit up to 1, beyond 1 - e^(-z^2) R(|z|). */
final class GaussError implements Formula {
  /** Here and beyond, erf rounds to 1 and its slope to 0. */
  private static final float END = 10.5f;

  private static final int END_BITS = Float.floatToRawIntBits(END);
  private static final float STEEPEST = (float) (2 / Math.sqrt(Math.PI));

  /** erf z / z by z^2. */
  private static final Fit RATIO = new Fit(s -> Erf.value(Math.sqrt(s)) / Math.sqrt(s), 0, 1);

  /** R by |z|, from 1 to where erf rounds to 1. */
  private static final Fit TAIL = new Fit(x -> Erfc.value(x) * Math.exp(x * x), 1, 4);

  @Override
  public void prepare(ByteBuffer z, int from, int to, ByteBuffer e) {
    for (int at = from; at < to; at += Lanes.BYTES) {
      FloatVector x = size(Lanes.load(z, at));
      Lanes.store(x.mul(x), e, at - from);
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
      FloatVector excess = x.neg().fma(x, x.mul(x));
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
      FloatVector slope = slope(Lanes.load(e, at - from));
      Lanes.store(slope.mul(Lanes.load(delta, at)), delta, at);
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

  /** |z| where it matters. */
  private static FloatVector size(FloatVector z) {
    return Lanes.sizes(z).min(END_BITS).reinterpretAsFloats();
  }
}
