package org.gradientatlas.train.nd4j.vector.activation;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;

/**
 * One activation and its slope as loops over floats, entry by entry, in stages: the JIT takes in
 * only so many operations on vectors in a method. Entries are on the heap; beyond the count, zeros
 * fill a vector.
 */
public interface StagedActivation {
  /** Whether {@link #slopes} is given values in the place of z, and e is not prepared for it. */
  default boolean slopesFromValues() {
    return false;
  }

  /** What both loops below need of z: e^-|z|, unless an activation says otherwise. */
  default void prepare(float[] z, float[] e, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      Exponential.ofMinus(Lanes.sizes(Lanes.load(z, i))).intoArray(e, i);
    }
  }

  /** Whether {@link #prepare} leaves e at x, of which e^-x is to be taken then. */
  default boolean exponential() {
    return false;
  }

  /** Makes good in e^-x what rounding took from x. */
  default void correct(float[] z, float[] e, int count) {}

  /** What {@link #values} needs besides, if anything: it finds that in a. */
  default void refine(float[] z, float[] a, int count) {}

  /** What {@link #slopes} needs besides, if anything: it finds that in e. */
  default void incline(float[] z, float[] e, int count) {}

  /** a = phi(z). */
  void values(float[] z, float[] e, float[] a, int count);

  /** Multiplies deltas by phi'(z). */
  void slopes(float[] z, float[] e, float[] delta, int count);

  /** z with a size of at most the one of these bits: where phi' no longer changes beyond. */
  static FloatVector within(FloatVector z, int limit) {
    IntVector size = Lanes.sizes(z).min(limit);
    return Lanes.withSign(size, z);
  }
}
