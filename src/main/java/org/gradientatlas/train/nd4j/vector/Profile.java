package org.gradientatlas.train.nd4j.vector;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.gradientatlas.train.nd4j.Spread;
import org.gradientatlas.train.nd4j.Tensor;

/**
 * What one pass over a finite tensor tells: spread, sizes and extremes; an instance serves many
 * tensors. Sums are taken in single precision over a few thousand entries, and of these in double,
 * which is right to about 1e-7 where the squares neither overflow nor underflow: {@link #fits}.
 */
final class Profile {
  /** All bits but the sign. */
  private static final int SIZE_BITS = 0x7fffffff;

  /** Entries that are added up in single precision. */
  static final int BLOCK = 4096;

  private static final double SMALL = 0x1p-50;
  private static final double LARGE = 0x1p50;

  private final Spread spread = new Spread();
  private double sizes;
  private double least;
  private double greatest;

  /** Mean and spread of the entries. */
  Spread spread() {
    return spread;
  }

  /** The sum of absolute values. */
  double sizes() {
    return sizes;
  }

  double least() {
    return least;
  }

  double greatest() {
    return greatest;
  }

  /** The greatest absolute value. */
  double size() {
    return Math.max(greatest, -least);
  }

  /** Whether the sums can be relied on. */
  boolean fits() {
    return fits(size());
  }

  /** Whether sums of squares of entries up to a size keep their digits in single precision. */
  static boolean fits(double size) {
    return size == 0 || (size > SMALL && size < LARGE);
  }

  /** Whether a sum of squares in single precision keeps the digits: none that counts was lost. */
  static boolean counts(double squares) {
    return squares > SMALL * SMALL && squares < Double.POSITIVE_INFINITY;
  }

  /** Looks at all entries. */
  void of(Tensor tensor) {
    int whole = Lanes.pairs(tensor.size());
    spread.start(tensor.get(0));
    sizes = 0;
    least = tensor.get(0);
    greatest = least;
    for (int i = 0; i < whole; i += BLOCK) {
      add(tensor.bytes(), i, Math.min(whole, i + BLOCK));
    }
    for (int i = whole; i < tensor.size(); i++) {
      add(tensor.get(i));
    }
  }

  private void add(ByteBuffer bytes, int from, int to) {
    FloatVector shift = Lanes.all((float) spread.shift());
    FloatVector evenSum = Lanes.all(0);
    FloatVector oddSum = evenSum;
    FloatVector evenSquares = evenSum;
    FloatVector oddSquares = evenSum;
    FloatVector evenSizes = evenSum;
    FloatVector oddSizes = evenSum;
    IntVector lowest = IntVector.broadcast(Lanes.INTS, Integer.MAX_VALUE);
    IntVector highest = IntVector.broadcast(Lanes.INTS, Integer.MIN_VALUE);
    for (int i = from; i < to; i += 2 * Lanes.COUNT) {
      FloatVector v = Lanes.load(bytes, i * Float.BYTES);
      FloatVector w = Lanes.load(bytes, (i + Lanes.COUNT) * Float.BYTES);
      evenSizes = evenSizes.add(v.abs());
      oddSizes = oddSizes.add(w.abs());
      IntVector one = ordered(v.reinterpretAsInts());
      IntVector other = ordered(w.reinterpretAsInts());
      lowest = lowest.min(one).min(other);
      highest = highest.max(one).max(other);
      v = v.sub(shift);
      w = w.sub(shift);
      evenSum = evenSum.add(v);
      oddSum = oddSum.add(w);
      evenSquares = v.fma(v, evenSquares);
      oddSquares = w.fma(w, oddSquares);
    }
    double sum = Lanes.sum(evenSum.add(oddSum));
    spread.add(to - from, sum, Lanes.sum(evenSquares.add(oddSquares)));
    sizes += Lanes.sum(evenSizes.add(oddSizes));
    least = Math.min(least, number(lowest.reduceLanes(VectorOperators.MIN)));
    greatest = Math.max(greatest, number(highest.reduceLanes(VectorOperators.MAX)));
  }

  private void add(double value) {
    spread.add(value);
    sizes += Math.abs(value);
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }

  /** Bits of floats as integers of the same order. */
  private static IntVector ordered(IntVector bits) {
    return bits.lanewise(VectorOperators.ASHR, 31)
        .and(SIZE_BITS)
        .lanewise(VectorOperators.XOR, bits);
  }

  private static double number(int ordered) {
    return Float.intBitsToFloat(((ordered >> 31) & SIZE_BITS) ^ ordered);
  }
}
