package org.gradientatlas.train.nd4j.vector;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;

/** z / (1 + |z|). */
final class Softsign implements Formula {
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
    return z.div(size(z).add(1));
  }

  private static FloatVector slope(FloatVector z) {
    FloatVector root = Lanes.all(1).div(size(z).add(1));
    return root.mul(root);
  }

  private static FloatVector size(FloatVector z) {
    return Lanes.sizes(z).reinterpretAsFloats();
  }
}
