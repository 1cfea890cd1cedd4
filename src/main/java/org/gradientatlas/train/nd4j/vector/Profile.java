package org.gradientatlas.train.nd4j.vector;

import java.nio.ByteBuffer;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.gradientatlas.train.nd4j.Spread;
import org.gradientatlas.train.nd4j.Tensor;

/**
 * What one pass over a finite tensor tells: spread, sizes and extremes. Sums are taken in double
 * precision, where the square of no float overflows or underflows; an instance serves many tensors.
 */
final class Profile {
  /** All bits but the sign. */
  private static final int SIZE_BITS = 0x7fffffff;

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

  /** Looks at all entries. */
  void of(Tensor tensor) {
    ByteBuffer bytes = tensor.bytes();
    spread.start(tensor.get(0));
    int whole = Lanes.whole(tensor.size());
    DoubleVector shift = DoubleVector.broadcast(Lanes.DOUBLES, spread.shift());
    DoubleVector zero = DoubleVector.zero(Lanes.DOUBLES);
    DoubleVector evenSum = zero;
    DoubleVector oddSum = zero;
    DoubleVector evenSquares = zero;
    DoubleVector oddSquares = zero;
    DoubleVector evenSizes = zero;
    DoubleVector oddSizes = zero;
    IntVector lowest = IntVector.broadcast(Lanes.INTS, Integer.MAX_VALUE);
    IntVector highest = IntVector.broadcast(Lanes.INTS, Integer.MIN_VALUE);
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      int at = i * Float.BYTES;
      DoubleVector v = Lanes.widened(bytes, at);
      DoubleVector w = Lanes.widened(bytes, at + Lanes.HALF_COUNT * Float.BYTES);
      evenSizes = evenSizes.add(v.abs());
      oddSizes = oddSizes.add(w.abs());
      v = v.sub(shift);
      w = w.sub(shift);
      evenSum = evenSum.add(v);
      oddSum = oddSum.add(w);
      evenSquares = v.fma(v, evenSquares);
      oddSquares = w.fma(w, oddSquares);
      IntVector key = ordered(Lanes.load(bytes, at).reinterpretAsInts());
      lowest = lowest.min(key);
      highest = highest.max(key);
    }
    spread.add(whole, sum(evenSum, oddSum), sum(evenSquares, oddSquares));
    sizes = sum(evenSizes, oddSizes);
    least = whole == 0 ? tensor.get(0) : number(lowest.reduceLanes(VectorOperators.MIN));
    greatest = whole == 0 ? tensor.get(0) : number(highest.reduceLanes(VectorOperators.MAX));
    for (int i = whole; i < tensor.size(); i++) {
      add(tensor.get(i));
    }
  }

  private void add(double value) {
    spread.add(value);
    sizes += Math.abs(value);
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }

  static double sum(DoubleVector even, DoubleVector odd) {
    return even.add(odd).reduceLanes(VectorOperators.ADD);
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
