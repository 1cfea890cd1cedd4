package org.gradientatlas.train.nd4j.vector.statistics;

import org.gradientatlas.train.nd4j.kernel.LayerSums;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;

/**
 * The lane sums of a pass over pre-activations and activations, in arrays because vectors passed
 * between methods box. Distances are taken from a shift.
 */
public final class LaneSums {
  /** The most numbers that a lane sums in single precision. */
  public static final int MOST = 256;

  // Where the lanes of each sum start.
  public static final int PREACTIVATIONS = 0;
  public static final int PREACTIVATION_SQUARES = Lanes.COUNT;
  public static final int ACTIVATIONS = 2 * Lanes.COUNT;
  public static final int ACTIVATION_SQUARES = 3 * Lanes.COUNT;

  public static final int SATURATED = 0;
  public static final int LEAST = Lanes.COUNT;
  public static final int GREATEST = 2 * Lanes.COUNT;

  private final float[] floats = new float[4 * Lanes.COUNT];
  private final int[] ints = new int[3 * Lanes.COUNT];
  private float shift;
  private float valueShift;

  public void start(float shift, float valueShift) {
    this.shift = shift;
    this.valueShift = valueShift;
  }

  public float shift() {
    return shift;
  }

  public float valueShift() {
    return valueShift;
  }

  public float[] floats() {
    return floats;
  }

  public int[] ints() {
    return ints;
  }

  /** How many units have a least |z| above a limit. */
  public int above(int limit) {
    int count = 0;
    for (int lane = LEAST; lane < LEAST + Lanes.COUNT; lane++) {
      count += ints[lane] > limit ? 1 : 0;
    }
    return count;
  }

  /** The bits of the greatest |z|. */
  public int greatest() {
    int greatest = 0;
    for (int lane = GREATEST; lane < GREATEST + Lanes.COUNT; lane++) {
      greatest = Math.max(greatest, ints[lane]);
    }
    return greatest;
  }

  /**
   * Adds the lane sums to sums in double precision.
   *
   * @param count how many numbers they cover
   */
  public void addTo(LayerSums.Forward sums, int count) {
    sums.preactivations.add(count, sum(floats, PREACTIVATIONS), sum(floats, PREACTIVATION_SQUARES));
    sums.activations.add(count, sum(floats, ACTIVATIONS), sum(floats, ACTIVATION_SQUARES));
    for (int lane = SATURATED; lane < SATURATED + Lanes.COUNT; lane++) {
      sums.saturated += ints[lane];
    }
  }

  /** The sum over lanes, in double precision. */
  static double sum(float[] floats, int from) {
    double even = 0;
    double odd = 0;
    for (int lane = from; lane < from + Lanes.COUNT; lane += 2) {
      even += floats[lane];
      odd += floats[lane + 1];
    }
    return even + odd;
  }
}
