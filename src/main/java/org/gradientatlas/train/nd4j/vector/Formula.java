package org.gradientatlas.train.nd4j.vector;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * One activation and its slope as loops over floats, entry by entry, in stages: the JIT takes in
 * only so many operations on vectors in a method, about sixty. Ranges are in bytes, of whole
 * vectors.
 */
interface Formula {
  /**
   * What both loops below need of z: e^-|z|, unless an activation says otherwise; e starts at 0.
   */
  default void prepare(ByteBuffer z, int from, int to, ByteBuffer e) {
    for (int at = from; at < to; at += Lanes.BYTES) {
      Lanes.store(Exponential.ofMinus(Lanes.sizes(Lanes.load(z, at))), e, at - from);
    }
  }

  /** Whether {@link #prepare} leaves e at x, of which e^-x is to be taken then. */
  default boolean exponential() {
    return false;
  }

  /** Makes good in e^-x what rounding took from x. */
  default void correct(ByteBuffer z, int from, int to, ByteBuffer e) {}

  /** What {@link #values} needs besides, if anything: it finds that in a. */
  default void refine(ByteBuffer z, int from, int to, ByteBuffer a) {}

  /** What {@link #slopes} needs besides, if anything: it finds that in e. */
  default void incline(ByteBuffer z, int from, int to, ByteBuffer e) {}

  /** a = phi(z). */
  void values(ByteBuffer z, int from, int to, ByteBuffer e, ByteBuffer a);

  /** Multiplies deltas by phi'(z). */
  void slopes(ByteBuffer z, int from, int to, ByteBuffer e, ByteBuffer delta);

  /** z with a size of at most the one of these bits: where phi' no longer changes beyond. */
  static FloatVector within(FloatVector z, int limit) {
    IntVector size = Lanes.sizes(z).min(limit);
    return Lanes.withSign(size, z);
  }
}
