package org.gradientatlas.train.nd4j.vector;

import java.nio.ByteBuffer;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.gradientatlas.measure.GradientStats;
import org.gradientatlas.measure.MagnitudeHistogram;
import org.gradientatlas.train.nd4j.Change;
import org.gradientatlas.train.nd4j.Spread;
import org.gradientatlas.train.nd4j.Sums;
import org.gradientatlas.train.nd4j.Tensor;

/**
 * The statistics of a recorded pass. Sums are taken in double precision, where the square of no
 * float overflows or underflows.
 */
final class Measures {
  private static final int SIGN_BIT = 0x80000000;

  private Measures() {}

  static double squares(Tensor tensor, int size) {
    ByteBuffer bytes = tensor.bytes();
    int whole = size - size % Lanes.COUNT;
    DoubleVector even = DoubleVector.zero(Lanes.DOUBLES);
    DoubleVector odd = even;
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      DoubleVector v = Lanes.widened(bytes, i * Float.BYTES);
      DoubleVector w = Lanes.widened(bytes, (i + Lanes.HALF_COUNT) * Float.BYTES);
      even = v.fma(v, even);
      odd = w.fma(w, odd);
    }
    double rest = 0;
    for (int i = whole; i < size; i++) {
      rest += tensor.get(i) * tensor.get(i);
    }
    return even.add(odd).reduceLanes(VectorOperators.ADD) + rest;
  }

  private static double sizes(Tensor tensor, int size) {
    ByteBuffer bytes = tensor.bytes();
    int whole = size - size % Lanes.COUNT;
    DoubleVector even = DoubleVector.zero(Lanes.DOUBLES);
    DoubleVector odd = even;
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      even = even.add(Lanes.widened(bytes, i * Float.BYTES).abs());
      odd = odd.add(Lanes.widened(bytes, (i + Lanes.HALF_COUNT) * Float.BYTES).abs());
    }
    double rest = 0;
    for (int i = whole; i < size; i++) {
      rest += Math.abs(tensor.get(i));
    }
    return even.add(odd).reduceLanes(VectorOperators.ADD) + rest;
  }

  /** Mean and spread of the first entries, from their distances to the very first. */
  static void spread(Tensor tensor, int size, Spread spread) {
    ByteBuffer bytes = tensor.bytes();
    spread.start(tensor.get(0));
    int whole = size - size % Lanes.COUNT;
    DoubleVector shift = DoubleVector.broadcast(Lanes.DOUBLES, spread.shift());
    DoubleVector evenSum = DoubleVector.zero(Lanes.DOUBLES);
    DoubleVector evenSquares = evenSum;
    DoubleVector oddSum = evenSum;
    DoubleVector oddSquares = evenSum;
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      DoubleVector v = Lanes.widened(bytes, i * Float.BYTES).sub(shift);
      DoubleVector w = Lanes.widened(bytes, (i + Lanes.HALF_COUNT) * Float.BYTES).sub(shift);
      evenSum = evenSum.add(v);
      oddSum = oddSum.add(w);
      evenSquares = v.fma(v, evenSquares);
      oddSquares = w.fma(w, oddSquares);
    }
    spread.add(
        whole,
        evenSum.add(oddSum).reduceLanes(VectorOperators.ADD),
        evenSquares.add(oddSquares).reduceLanes(VectorOperators.ADD));
    for (int i = whole; i < size; i++) {
      spread.add(tensor.get(i));
    }
  }

  /** The statistics of a finite gradient. */
  static GradientStats gradient(Tensor g, Spread spread) {
    spread(g, g.size(), spread);
    long[] exponents = Exponents.of(g);
    double n = g.size();
    long tiny = exponents[0];
    long zeros = tiny == 0 ? 0 : zeros(g);
    exponents[0] = tiny - zeros;
    return new GradientStats(
        spread.l2(),
        spread.mean(),
        spread.sd(),
        sizes(g, g.size()) / n,
        -greatest(g, SIGN_BIT),
        greatest(g, 0),
        zeros / n,
        exponents[0] / n,
        exponents[Exponents.COUNT - 1],
        histogram(exponents));
  }

  private static long zeros(Tensor g) {
    long zeros = 0;
    for (int i = 0; i < g.size(); i++) {
      zeros += g.get(i) == 0 ? 1 : 0;
    }
    return zeros;
  }

  private static long[] histogram(long[] exponents) {
    long[] buckets = new long[MagnitudeHistogram.BUCKETS];
    for (int i = 0; i < Exponents.COUNT; i++) {
      if (exponents[i] != 0) {
        float lowest = i == 0 ? Float.MIN_VALUE : Float.intBitsToFloat(i << 23);
        buckets[MagnitudeHistogram.bucket(lowest)] += exponents[i];
      }
    }
    return buckets;
  }

  /**
   * The greatest entry, or with the sign bit the greatest of the entries' opposites. The bits of
   * floats are ordered like them, unless all are negative.
   */
  private static double greatest(Tensor g, int flip) {
    ByteBuffer bytes = g.bytes();
    IntVector greatest = IntVector.broadcast(Lanes.INTS, Integer.MIN_VALUE);
    int whole = Lanes.whole(g.size());
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      IntVector bits = Lanes.load(bytes, i * Float.BYTES).reinterpretAsInts();
      greatest = greatest.max(bits.lanewise(VectorOperators.XOR, flip));
    }
    int bits = greatest.reduceLanes(VectorOperators.MAX);
    double result = Float.intBitsToFloat(bits);
    for (int i = bits < 0 ? 0 : whole; i < g.size(); i++) {
      result = i == 0 ? opposite(g.get(0), flip) : Math.max(result, opposite(g.get(i), flip));
    }
    return result;
  }

  private static double opposite(double value, int flip) {
    return flip == 0 ? value : -value;
  }

  /** What clipping does to a gradient, and the size of the parameters, before an SGD update. */
  static void clipping(Tensor w, Tensor g, Change change, double rate, Sums.Update sums) {
    GradientStats known = sums.gradient;
    double gradientSquares = known == null ? squares(g, g.size()) : known.l2() * known.l2();
    sums.gradientSquares += gradientSquares;
    sums.squares += squares(w, w.size());
    sums.sizes += sizes(w, w.size());
    sums.greatest = Math.max(sums.greatest, Math.max(greatest(w, 0), greatest(w, SIGN_BIT)));
    double greatest =
        known == null
            ? Math.max(greatest(g, 0), greatest(g, SIGN_BIT))
            : Math.max(known.max(), -known.min());
    if (change.scale() == 1 && greatest <= (float) change.bound()) {
      sums.clippedSquares += gradientSquares;
      sums.product += gradientSquares;
      sums.updates += rate * (known == null ? sizes(g, g.size()) : known.absMean() * g.size());
      return;
    }
    for (int i = 0; i < g.size(); i++) {
      double raw = g.get(i);
      double clipped = change.clip(raw);
      sums.clippedSquares += clipped * clipped;
      sums.product += raw * clipped;
      sums.changed += raw == clipped ? 0 : 1;
      sums.updates += rate * Math.abs(clipped);
    }
  }
}
