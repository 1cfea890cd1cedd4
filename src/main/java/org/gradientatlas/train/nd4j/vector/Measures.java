package org.gradientatlas.train.nd4j.vector;

import java.nio.ByteBuffer;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.gradientatlas.measure.GradientStats;
import org.gradientatlas.measure.MagnitudeHistogram;
import org.gradientatlas.train.nd4j.Spread;
import org.gradientatlas.train.nd4j.Sums;
import org.gradientatlas.train.nd4j.Tensor;

/**
 * The statistics of a recorded pass. Sums are taken in double precision, where the square of no
 * float overflows or underflows.
 */
final class Measures {
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

  /** Squares and sizes of parameters, and the greatest size. */
  static void parameters(Tensor w, Sums.Update sums) {
    ByteBuffer bytes = w.bytes();
    int whole = Lanes.whole(w.size());
    DoubleVector zero = DoubleVector.zero(Lanes.DOUBLES);
    DoubleVector evenSquares = zero;
    DoubleVector oddSquares = zero;
    DoubleVector evenSizes = zero;
    DoubleVector oddSizes = zero;
    IntVector greatest = IntVector.zero(Lanes.INTS);
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      DoubleVector v = Lanes.widened(bytes, i * Float.BYTES);
      DoubleVector u = Lanes.widened(bytes, (i + Lanes.HALF_COUNT) * Float.BYTES);
      evenSquares = v.fma(v, evenSquares);
      oddSquares = u.fma(u, oddSquares);
      evenSizes = evenSizes.add(v.abs());
      oddSizes = oddSizes.add(u.abs());
      greatest = greatest.max(Lanes.sizes(Lanes.load(bytes, i * Float.BYTES)));
    }
    sums.greatest = Math.max(sums.greatest, Float.intBitsToFloat(Lanes.greatest(greatest)));
    sums.squares += Profile.sum(evenSquares, oddSquares);
    sums.sizes += Profile.sum(evenSizes, oddSizes);
    for (int i = whole; i < w.size(); i++) {
      sums.squares += w.get(i) * w.get(i);
      sums.sizes += Math.abs(w.get(i));
      sums.greatest = Math.max(sums.greatest, Math.abs(w.get(i)));
    }
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
  static GradientStats gradient(Tensor g, Profile profile, Exponents counter, Apart apart) {
    apart.run(() -> profile.of(g));
    Spread spread = profile.spread();
    long[] exponents = counter.of(g, (float) profile.size());
    double n = g.size();
    long tiny = exponents[0];
    long zeros = tiny == 0 ? 0 : Exponents.zeros(g);
    exponents[0] = tiny - zeros;
    return new GradientStats(
        spread.l2(),
        spread.mean(),
        spread.sd(),
        profile.sizes() / n,
        profile.least(),
        profile.greatest(),
        zeros / n,
        exponents[0] / n,
        exponents[Exponents.COUNT - 1],
        histogram(exponents));
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
}
