package org.gradientatlas.train.nd4j.vector.activation;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;

/**
 * One activation and its slope as loops over floats on the heap, in stages: the JIT inlines only so
 * many vector operations per method. Zeros beyond the count fill up a vector.
 */
public interface StagedActivation {
  /** Whether {@link #slopes} takes values instead of z, and needs no prepared e. */
  default boolean slopesFromValues() {
    return false;
  }

  /** Computes what both values and slopes need from z: e^-|z| by default. */
  default void prepare(float[] z, float[] e, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      Exponential.ofMinus(Lanes.sizes(Lanes.load(z, i))).intoArray(e, i);
    }
  }

  /** Whether {@link #prepare} leaves x in e, to be replaced by e^-x. */
  default boolean exponential() {
    return false;
  }

  /** Corrects e^-x for the rounding error of x. */
  default void correct(float[] z, float[] e, int count) {}

  /** Computes into a what else {@link #values} needs, if anything. */
  default void refine(float[] z, float[] a, int count) {}

  /** Computes into e what else {@link #slopes} needs, if anything. */
  default void incline(float[] z, float[] e, int count) {}

  /** a = phi(z). */
  void values(float[] z, float[] e, float[] a, int count);

  /** Multiplies deltas by phi'(z). */
  void slopes(float[] z, float[] e, float[] delta, int count);

  /** Clamps |z| to the float with these bits, beyond which phi' no longer changes. */
  static FloatVector within(FloatVector z, int limit) {
    IntVector size = Lanes.sizes(z).min(limit);
    return Lanes.withSign(size, z);
  }
}
