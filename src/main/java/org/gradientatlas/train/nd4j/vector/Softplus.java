package org.gradientatlas.train.nd4j.vector;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** ln(1 + e^z) = max(0, z) + ln(1 + e^-|z|). */
final class Softplus implements Formula {
  /** ln(1 + e) / e. */
  private static final Fit RATIO = new Fit(e -> Math.log1p(e) / e, 0, 1);

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
    FloatVector above = Lanes.all(0).blend(z, z.compare(VectorOperators.GT, 0));
    return RATIO.at(e).fma(e, above);
  }

  private static FloatVector slope(FloatVector z, FloatVector e) {
    FloatVector top = Lanes.all(1).blend(e, z.compare(VectorOperators.LT, 0));
    return top.div(e.add(1));
  }
}
