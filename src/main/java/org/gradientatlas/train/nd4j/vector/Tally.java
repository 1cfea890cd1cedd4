package org.gradientatlas.train.nd4j.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.gradientatlas.train.nd4j.Sums;

/**
 * What a pass over pre-activations and activations adds up, lane by lane: in arrays, because a
 * vector that one method hands to another is an object. Distances are taken from a shift.
 */
final class Tally {
  /** As many numbers are added up in single precision in a lane. */
  static final int MOST = 256;

  // Where the lanes of each sum start.
  static final int PREACTIVATIONS = 0;
  static final int PREACTIVATION_SQUARES = Lanes.COUNT;
  static final int ACTIVATIONS = 2 * Lanes.COUNT;
  static final int ACTIVATION_SQUARES = 3 * Lanes.COUNT;

  static final int SATURATED = 0;
  static final int LEAST = Lanes.COUNT;

  private final float[] floats = new float[4 * Lanes.COUNT];
  private final int[] ints = new int[2 * Lanes.COUNT];
  private float shift;
  private float valueShift;

  void start(float shift, float valueShift) {
    this.shift = shift;
    this.valueShift = valueShift;
    Arrays.fill(floats, 0);
    Arrays.fill(ints, 0);
  }

  float shift() {
    return shift;
  }

  float valueShift() {
    return valueShift;
  }

  float[] floats() {
    return floats;
  }

  int[] ints() {
    return ints;
  }

  FloatVector floats(int at) {
    return FloatVector.fromArray(Lanes.FLOATS, floats, at);
  }

  IntVector ints(int at) {
    return IntVector.fromArray(Lanes.INTS, ints, at);
  }

  /** How many of the last units have a least size above a limit. */
  int above(int limit) {
    int count = 0;
    for (int lane = LEAST; lane < LEAST + Lanes.COUNT; lane++) {
      count += ints[lane] > limit ? 1 : 0;
    }
    return count;
  }

  /**
   * Moves what was added up to where it is in double precision.
   *
   * @param count numbers
   */
  void moveTo(Sums.Forward sums, int count) {
    sums.preactivations.add(count, sum(PREACTIVATIONS), sum(PREACTIVATION_SQUARES));
    sums.activations.add(count, sum(ACTIVATIONS), sum(ACTIVATION_SQUARES));
    for (int lane = SATURATED; lane < SATURATED + Lanes.COUNT; lane++) {
      sums.saturated += ints[lane];
    }
    start(shift, valueShift);
  }

  private double sum(int from) {
    double even = 0;
    double odd = 0;
    for (int lane = from; lane < from + Lanes.COUNT; lane += 2) {
      even += floats[lane];
      odd += floats[lane + 1];
    }
    return even + odd;
  }
}
