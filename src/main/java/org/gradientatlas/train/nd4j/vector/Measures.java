package org.gradientatlas.train.nd4j.vector;

import java.nio.ByteBuffer;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
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
  private static final int EXPONENTS = 256;

  private Measures() {}

  static double squares(Tensor tensor, int size) {
    int whole = size - size % Lanes.HALF_COUNT;
    DoubleVector sum = DoubleVector.zero(Lanes.DOUBLES);
    for (int i = 0; i < whole; i += Lanes.HALF_COUNT) {
      DoubleVector v = Lanes.widened(tensor.bytes(), i * Float.BYTES);
      sum = v.fma(v, sum);
    }
    double rest = 0;
    for (int i = whole; i < size; i++) {
      rest += tensor.get(i) * tensor.get(i);
    }
    return sum.reduceLanes(VectorOperators.ADD) + rest;
  }

  static double sizes(Tensor tensor, int size) {
    int whole = size - size % Lanes.HALF_COUNT;
    DoubleVector sum = DoubleVector.zero(Lanes.DOUBLES);
    for (int i = 0; i < whole; i += Lanes.HALF_COUNT) {
      sum = sum.add(Lanes.widened(tensor.bytes(), i * Float.BYTES).abs());
    }
    double rest = 0;
    for (int i = whole; i < size; i++) {
      rest += Math.abs(tensor.get(i));
    }
    return sum.reduceLanes(VectorOperators.ADD) + rest;
  }

  /** Mean and spread of the first entries, from their distances to the very first. */
  static void spread(Tensor tensor, int size, Spread spread) {
    spread.start(tensor.get(0));
    int whole = size - size % Lanes.HALF_COUNT;
    DoubleVector sum = DoubleVector.zero(Lanes.DOUBLES);
    DoubleVector squares = DoubleVector.zero(Lanes.DOUBLES);
    for (int i = 0; i < whole; i += Lanes.HALF_COUNT) {
      DoubleVector v = Lanes.widened(tensor.bytes(), i * Float.BYTES).sub(spread.shift());
      sum = sum.add(v);
      squares = v.fma(v, squares);
    }
    spread.add(
        whole, sum.reduceLanes(VectorOperators.ADD), squares.reduceLanes(VectorOperators.ADD));
    for (int i = whole; i < size; i++) {
      spread.add(tensor.get(i));
    }
  }

  /** The statistics of a finite gradient. */
  static GradientStats gradient(Tensor g, Spread spread) {
    spread(g, g.size(), spread);
    long[] exponents = exponents(g);
    double n = g.size();
    long tiny = exponents[0];
    long zeros = tiny == 0 ? 0 : zeros(g);
    exponents[0] = tiny - zeros;
    return new GradientStats(
        Math.sqrt(squares(g, g.size())),
        spread.mean(),
        spread.sd(),
        sizes(g, g.size()) / n,
        least(g),
        greatest(g),
        zeros / n,
        exponents[0] / n,
        exponents[EXPONENTS - 1],
        histogram(exponents));
  }

  /** How many entries have each biased exponent; zeros and subnormals have 0. */
  private static long[] exponents(Tensor g) {
    ByteBuffer bytes = g.bytes();
    int[] counts = new int[4 * EXPONENTS];
    // Four tables in turn: equal exponents in a row would wait for each other.
    for (int i = 0; i < g.size(); i++) {
      int exponent = (bytes.getInt(i * Float.BYTES) >>> 23) & (EXPONENTS - 1);
      counts[(i & 3) * EXPONENTS + exponent]++;
    }
    long[] sums = new long[EXPONENTS];
    for (int i = 0; i < counts.length; i++) {
      sums[i & (EXPONENTS - 1)] += counts[i];
    }
    return sums;
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
    for (int i = 0; i < EXPONENTS; i++) {
      float lowest = i == 0 ? Float.MIN_VALUE : Float.intBitsToFloat(i << 23);
      buckets[MagnitudeHistogram.bucket(lowest)] += exponents[i];
    }
    return buckets;
  }

  private static double least(Tensor g) {
    FloatVector least = Lanes.all(Float.POSITIVE_INFINITY);
    int whole = Lanes.whole(g.size());
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      least = least.min(Lanes.load(g.bytes(), i * Float.BYTES));
    }
    double result = least.reduceLanes(VectorOperators.MIN);
    for (int i = whole; i < g.size(); i++) {
      result = Math.min(result, g.get(i));
    }
    return result;
  }

  private static double greatest(Tensor g) {
    FloatVector greatest = Lanes.all(Float.NEGATIVE_INFINITY);
    int whole = Lanes.whole(g.size());
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      greatest = greatest.max(Lanes.load(g.bytes(), i * Float.BYTES));
    }
    double result = greatest.reduceLanes(VectorOperators.MAX);
    for (int i = whole; i < g.size(); i++) {
      result = Math.max(result, g.get(i));
    }
    return result;
  }

  /** What clipping does to a gradient, and the size of the parameters, before an SGD update. */
  static void clipping(Tensor w, Tensor g, Change change, double rate, Sums.Update sums) {
    double gradientSquares = squares(g, g.size());
    sums.gradientSquares += gradientSquares;
    sums.squares += squares(w, w.size());
    sums.sizes += sizes(w, w.size());
    double greatest = Math.max(Math.abs(least(g)), Math.abs(greatest(g)));
    if (change.scale() == 1 && greatest <= (float) change.bound()) {
      sums.clippedSquares += gradientSquares;
      sums.product += gradientSquares;
      sums.updates += rate * sizes(g, g.size());
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
