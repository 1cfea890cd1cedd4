package org.gradientatlas.train.nd4j.vector;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** z, held within -1 and 1. */
final class HardTanh implements Formula {
  private static final int ONE = Float.floatToRawIntBits(1);

  @Override
  public void prepare(ByteBuffer z, int from, int to, ByteBuffer e) {
    // Nothing that would be needed twice.
  }

  @Override
  public void values(ByteBuffer z, int from, int to, ByteBuffer e, ByteBuffer a) {
    for (int at = from; at < to; at += Lanes.BYTES) {
      Lanes.store(value(Lanes.load(z, at)), a, at);
    }
  }

  @Override
  public void slopes(ByteBuffer z, int from, int to, ByteBuffer e, ByteBuffer delta) {
    for (int at = from; at < to; at += Lanes.BYTES) {
      FloatVector slope = slope(Lanes.load(z, at));
      Lanes.store(slope.mul(Lanes.load(delta, at)), delta, at);
    }
  }

  private static FloatVector value(FloatVector z) {
    return Formula.within(z, ONE);
  }

  private static FloatVector slope(FloatVector z) {
    FloatVector size = Lanes.sizes(z).reinterpretAsFloats();
    return Lanes.all(0).blend(Lanes.all(1), size.compare(VectorOperators.LT, 1));
  }
}
