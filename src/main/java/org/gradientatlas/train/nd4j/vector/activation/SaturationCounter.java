package org.gradientatlas.train.nd4j.vector.activation;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.train.nd4j.kernel.LayerSums;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.vector.jit.IsolatedCall;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;

/**
 * Counts saturated outputs and dead units from the pre-activation alone, for activations whose
 * |phi'| falls with |z|, or with -z. The limits are bit patterns of floats, which sort like the
 * numbers.
 */
public final class SaturationCounter implements Counter {
  private static final int INFINITY = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

  /** One-sided keys: of a z above 0, and of any other. */
  private static final int ABOVE = 0;

  private static final int BELOW = 1;

  private final boolean twoSided;
  private final int saturatedAbove;
  private final int deadAbove;

  /**
   * @param twoSided whether |phi'| falls on both sides of 0; otherwise it is constant on each, and
   *     only z below 0 may count
   */
  public SaturationCounter(Variant<Activation> activation, boolean twoSided) {
    Activation phi = activation.type();
    double[] p = activation.array();
    double limit = LayerStats.SATURATED_BELOW * phi.steepest(p);
    this.twoSided = twoSided;
    if (twoSided) {
      saturatedAbove = last(z -> Math.abs(phi.derivative(z, p)) >= limit);
      deadAbove = last(z -> (float) phi.derivative(z, p) != 0);
    } else {
      double below = phi.derivative(-1, p);
      saturatedAbove = Math.abs(below) < limit ? ABOVE : BELOW;
      deadAbove = (float) below == 0 ? ABOVE : BELOW;
    }
  }

  /** The bits of the greatest |z| that is not saturated, if two-sided. */
  int saturatedAbove() {
    return saturatedAbove;
  }

  /** The bits of the greatest |z| with a nonzero slope, if two-sided. */
  int deadAbove() {
    return deadAbove;
  }

  /** The bits of the greatest z >= 0 for which a condition holds; -1 if there is none. */
  private static int last(FloatCondition condition) {
    int holds = -1;
    int fails = INFINITY;
    while (fails - holds > 1) {
      int middle = (holds + fails) >>> 1;
      if (condition.holds(Float.intBitsToFloat(middle))) {
        holds = middle;
      } else {
        fails = middle;
      }
    }
    return holds;
  }

  /** A condition on a float. */
  private interface FloatCondition {
    boolean holds(float z);
  }

  @Override
  public void count(
      Tensor z, float[] bias, Tensor a, int rows, LayerSums.Forward sums, IsolatedCall apart) {
    apart.run(() -> count(z, bias, rows, sums));
  }

  private void count(Tensor z, float[] bias, int rows, LayerSums.Forward sums) {
    sums.saturated = 0;
    sums.deadUnits = 0;
    int whole = Lanes.whole(z.columns());
    for (int column = 0; column < whole; column += Lanes.COUNT) {
      count(z, bias, column, rows, sums);
    }
    for (int column = whole; column < z.columns(); column++) {
      boolean dead = true;
      for (int row = 0; row < rows; row++) {
        int i = row * z.columns() + column;
        z.set(i, z.get(i) + bias[column]);
        int key = key(Float.floatToRawIntBits((float) z.get(i)));
        sums.saturated += key > saturatedAbove ? 1 : 0;
        dead &= key > deadAbove;
      }
      sums.deadUnits += dead ? 1 : 0;
    }
  }

  private void count(Tensor z, float[] bias, int column, int rows, LayerSums.Forward sums) {
    ByteBuffer bytes = z.bytes();
    int from = column * Float.BYTES;
    int stride = z.columns() * Float.BYTES;
    FloatVector b = Lanes.load(bias, column);
    IntVector saturated = IntVector.zero(Lanes.INTS);
    IntVector least = IntVector.broadcast(Lanes.INTS, Integer.MAX_VALUE);
    for (int row = 0; row < rows; row++) {
      int at = from + row * stride;
      FloatVector sum = Lanes.load(bytes, at).add(b);
      Lanes.store(sum, bytes, at);
      IntVector key = key(sum.reinterpretAsInts());
      saturated = isAbove(key, saturatedAbove).add(saturated);
      least = key.min(least);
    }
    sums.saturated += Lanes.sum(saturated);
    sums.deadUnits += Lanes.sum(isAbove(least, deadAbove));
  }

  /** The bits of |z|; one-sided, {@link #ABOVE} or {@link #BELOW}. */
  private IntVector key(IntVector bits) {
    return twoSided ? bits.and(0x7fffffff) : bits.min(1).max(0).neg().add(BELOW);
  }

  private int key(int bits) {
    return twoSided ? bits & 0x7fffffff : BELOW - Math.max(0, Math.min(1, bits));
  }

  /** 1 where an integer is above another, else 0. */
  private static IntVector isAbove(IntVector key, int limit) {
    return IntVector.broadcast(Lanes.INTS, limit).sub(key).lanewise(VectorOperators.LSHR, 31);
  }
}
