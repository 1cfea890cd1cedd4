package org.gradientatlas.train.nd4j.vector.statistics;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.gradientatlas.train.nd4j.kernel.RunningMoments;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;

/**
 * One pass over a finite tensor: spread, sizes and extremes. Sums over a few thousand entries are
 * in single precision and their totals in double, accurate to about 1e-7 unless squares overflow or
 * underflow: {@link #fits}. An instance is reused for many tensors.
 */
public final class GradientScan {
  /** All bits but the sign. */
  private static final int SIZE_BITS = 0x7fffffff;

  /** Entries that are summed in single precision: 128 per lane, with two alternating sums. */
  static final int BLOCK = 256 * Lanes.COUNT;

  private static final double SMALL = 0x1p-50;
  private static final double LARGE = 0x1p50;

  // Where the lanes of each sum and extreme start.
  private static final int SUM = 0;
  private static final int SQUARES = Lanes.COUNT;
  private static final int SIZES = 2 * Lanes.COUNT;
  private static final int LOWEST = 0;
  private static final int HIGHEST = Lanes.COUNT;

  private final RunningMoments spread = new RunningMoments();
  private final float[] floats = new float[3 * Lanes.COUNT];
  private final int[] ints = new int[2 * Lanes.COUNT];
  private float[] entries = {};
  private double sizes;
  private double least;
  private double greatest;

  /** Mean and spread of the entries. */
  public RunningMoments spread() {
    return spread;
  }

  /**
   * A copy of the entries on the heap: there the JIT hoists the bounds checks that every off-heap
   * access pays, which is worth a copy when two loops read it.
   */
  float[] entries() {
    return entries;
  }

  /** The sum of absolute values. */
  public double sizes() {
    return sizes;
  }

  double least() {
    return least;
  }

  double greatest() {
    return greatest;
  }

  /** The greatest absolute value. */
  public double size() {
    return Math.max(greatest, -least);
  }

  /** Whether the sums are reliable. */
  public boolean fits() {
    return fits(size());
  }

  /** Whether sums of squares of entries up to a size keep their digits in single precision. */
  public static boolean fits(double size) {
    return size == 0 || (size > SMALL && size < LARGE);
  }

  /** Whether a sum of squares in single precision kept its digits. */
  public static boolean counts(double squares) {
    return squares > SMALL * SMALL && squares < Double.POSITIVE_INFINITY;
  }

  /** Scans all entries. */
  public void of(Tensor tensor) {
    if (entries.length < tensor.size()) {
      entries = new float[tensor.size()];
    }
    tensor.read(0, entries, tensor.size());
    int whole = Lanes.pairs(tensor.size());
    spread.start(tensor.get(0));
    sizes = 0;
    least = tensor.get(0);
    greatest = least;
    for (int i = 0; i < whole; i += BLOCK) {
      int to = Math.min(whole, i + BLOCK);
      add(entries, i, to);
      collect(to - i);
    }
    for (int i = whole; i < tensor.size(); i++) {
      add(tensor.get(i));
    }
  }

  /** Adds up entries lane by lane. */
  private void add(float[] entries, int from, int to) {
    FloatVector shift = Lanes.all((float) spread.shift());
    FloatVector zero = Lanes.all(0);
    FloatVector evenSum = zero;
    FloatVector oddSum = zero;
    FloatVector evenSquares = zero;
    FloatVector oddSquares = zero;
    FloatVector evenSizes = zero;
    FloatVector oddSizes = zero;
    IntVector first = ordered(shift.reinterpretAsInts());
    IntVector lowest = first;
    IntVector highest = first;
    for (int i = from; i < to; i += 2 * Lanes.COUNT) {
      FloatVector v = Lanes.load(entries, i);
      FloatVector w = Lanes.load(entries, i + Lanes.COUNT);
      evenSizes = v.abs().add(evenSizes);
      oddSizes = w.abs().add(oddSizes);
      IntVector one = ordered(v.reinterpretAsInts());
      IntVector other = ordered(w.reinterpretAsInts());
      lowest = one.min(other).min(lowest);
      highest = one.max(other).max(highest);
      v = v.sub(shift);
      w = w.sub(shift);
      evenSum = v.add(evenSum);
      oddSum = w.add(oddSum);
      evenSquares = v.fma(v, evenSquares);
      oddSquares = w.fma(w, oddSquares);
    }
    // No helper calls from here on: past the JIT's inlining limits their vectors would box.
    zero.add(evenSum).add(oddSum).intoArray(floats, SUM);
    zero.add(evenSquares).add(oddSquares).intoArray(floats, SQUARES);
    zero.add(evenSizes).add(oddSizes).intoArray(floats, SIZES);
    first.min(lowest).intoArray(ints, LOWEST);
    first.max(highest).intoArray(ints, HIGHEST);
  }

  /** Adds up the lanes. */
  private void collect(int count) {
    spread.add(count, LaneSums.sum(floats, SUM), LaneSums.sum(floats, SQUARES));
    sizes += LaneSums.sum(floats, SIZES);
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      least = Math.min(least, number(ints[LOWEST + lane]));
      greatest = Math.max(greatest, number(ints[HIGHEST + lane]));
    }
  }

  private void add(double value) {
    spread.add(value);
    sizes += Math.abs(value);
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }

  /** Maps the bits of floats to integers of the same order. */
  private static IntVector ordered(IntVector bits) {
    return bits.lanewise(VectorOperators.ASHR, 31)
        .and(SIZE_BITS)
        .lanewise(VectorOperators.XOR, bits);
  }

  private static double number(int ordered) {
    return Float.intBitsToFloat(((ordered >> 31) & SIZE_BITS) ^ ordered);
  }
}
