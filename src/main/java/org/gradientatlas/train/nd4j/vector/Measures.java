package org.gradientatlas.train.nd4j.vector;

import java.nio.ByteBuffer;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.gradientatlas.measure.GradientStats;
import org.gradientatlas.measure.MagnitudeHistogram;
import org.gradientatlas.train.nd4j.Spread;
import org.gradientatlas.train.nd4j.Sums;
import org.gradientatlas.train.nd4j.Tensor;

/** The statistics of a recorded pass. Which sums are in double precision, {@link Profile} says. */
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
    double greatest = Lanes.greatest(w, w.size());
    sums.greatest = Math.max(sums.greatest, greatest);
    int whole = Profile.fits(greatest) ? Lanes.pairs(w.size()) : 0;
    for (int i = 0; i < whole; i += Profile.BLOCK) {
      parameters(w.bytes(), i, Math.min(whole, i + Profile.BLOCK), sums);
    }
    for (int i = whole; i < w.size(); i++) {
      sums.squares += w.get(i) * w.get(i);
      sums.sizes += Math.abs(w.get(i));
    }
  }

  private static void parameters(ByteBuffer bytes, int from, int to, Sums.Update sums) {
    FloatVector evenSquares = Lanes.all(0);
    FloatVector oddSquares = evenSquares;
    FloatVector evenSizes = evenSquares;
    FloatVector oddSizes = evenSquares;
    for (int i = from; i < to; i += 2 * Lanes.COUNT) {
      FloatVector v = Lanes.load(bytes, i * Float.BYTES);
      FloatVector w = Lanes.load(bytes, (i + Lanes.COUNT) * Float.BYTES);
      evenSquares = v.fma(v, evenSquares);
      oddSquares = w.fma(w, oddSquares);
      evenSizes = evenSizes.add(v.abs());
      oddSizes = oddSizes.add(w.abs());
    }
    sums.squares += Lanes.sum(evenSquares.add(oddSquares));
    sums.sizes += Lanes.sum(evenSizes.add(oddSizes));
  }

  /**
   * Mean and spread of the first entries, from their distances to the very first.
   *
   * @param greatest the greatest size of an entry
   */
  static void spread(Tensor tensor, int size, double greatest, Spread spread) {
    spread.start(tensor.get(0));
    int whole = Profile.fits(greatest) ? Lanes.pairs(size) : 0;
    for (int i = 0; i < whole; i += Profile.BLOCK) {
      spread(tensor.bytes(), i, Math.min(whole, i + Profile.BLOCK), spread);
    }
    for (int i = whole; i < size; i++) {
      spread.add(tensor.get(i));
    }
  }

  private static void spread(ByteBuffer bytes, int from, int to, Spread spread) {
    FloatVector shift = Lanes.all((float) spread.shift());
    FloatVector evenSum = Lanes.all(0);
    FloatVector oddSum = evenSum;
    FloatVector evenSquares = evenSum;
    FloatVector oddSquares = evenSum;
    for (int i = from; i < to; i += 2 * Lanes.COUNT) {
      FloatVector v = Lanes.load(bytes, i * Float.BYTES).sub(shift);
      FloatVector w = Lanes.load(bytes, (i + Lanes.COUNT) * Float.BYTES).sub(shift);
      evenSum = evenSum.add(v);
      oddSum = oddSum.add(w);
      evenSquares = v.fma(v, evenSquares);
      oddSquares = w.fma(w, oddSquares);
    }
    spread.add(to - from, Lanes.sum(evenSum.add(oddSum)), Lanes.sum(evenSquares.add(oddSquares)));
  }

  /**
   * The statistics of a finite gradient.
   *
   * @param profile of this gradient
   */
  static GradientStats gradient(Tensor g, Profile profile, Exponents counter) {
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
