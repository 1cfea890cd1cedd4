package org.gradientatlas.train.nd4j.vector.statistics;

import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sdot;

import java.nio.ByteBuffer;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.gradientatlas.measure.GradientStats;
import org.gradientatlas.measure.MagnitudeHistogram;
import org.gradientatlas.train.nd4j.kernel.LayerSums;
import org.gradientatlas.train.nd4j.kernel.RunningMoments;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;

/** The statistics of a recorded pass. {@link GradientScan} explains the precision of the sums. */
public final class StatisticsKernels {
  /** Entries per OpenBLAS dot product: 128 for each of its kernel's 32 lanes. */
  private static final int DOT = 4096;

  private StatisticsKernels() {}

  /**
   * The sum of squares of the first entries; may have lost digits, see {@link GradientScan#counts}.
   */
  public static double squares(Tensor tensor, int size) {
    if (!promising(tensor, size, 0)) {
      return 0;
    }
    double sum = 0;
    for (int i = 0; i < size; i += DOT) {
      int n = Math.min(DOT, size - i);
      sum += cblas_sdot(n, tensor.floats(i), 1, tensor.floats(i), 1);
    }
    return sum;
  }

  /**
   * Whether squares of distances may keep their digits in single precision. If they vanish, as in a
   * dead layer, trying it would be slow.
   */
  private static boolean promising(Tensor tensor, int size, double shift) {
    for (int i = 0; i < Math.min(size, Lanes.COUNT); i++) {
      if (GradientScan.fits(Math.abs(tensor.get(i) - shift)) && tensor.get(i) != shift) {
        return true;
      }
    }
    return false;
  }

  /** The sum of squares of the first entries, in double precision. */
  public static double wideSquares(Tensor tensor, int size) {
    int whole = Lanes.whole(size);
    DoubleVector sum = DoubleVector.zero(Lanes.DOUBLES);
    for (int i = 0; i < whole; i += Lanes.HALF_COUNT) {
      DoubleVector v = Lanes.widened(tensor.bytes(), i * Float.BYTES);
      sum = v.fma(v, sum);
    }
    return Lanes.sum(sum) + rest(tensor, whole, size);
  }

  private static double rest(Tensor tensor, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += tensor.get(i) * tensor.get(i);
    }
    return sum;
  }

  /**
   * Sums squares and absolute values of parameters, and finds the greatest absolute value.
   *
   * @param weights padded with zeros to whole pairs of vectors
   */
  public static void parameters(float[] weights, int count, LayerSums.Update sums) {
    FloatVector evenSquares = Lanes.all(0);
    FloatVector oddSquares = evenSquares;
    FloatVector evenSizes = evenSquares;
    FloatVector oddSizes = evenSquares;
    IntVector most = IntVector.zero(Lanes.INTS);
    for (int i = 0; i < count; i += 2 * Lanes.COUNT) {
      FloatVector v = Lanes.load(weights, i).abs();
      FloatVector w = Lanes.load(weights, i + Lanes.COUNT).abs();
      evenSquares = v.fma(v, evenSquares);
      oddSquares = w.fma(w, oddSquares);
      evenSizes = v.add(evenSizes);
      oddSizes = w.add(oddSizes);
      most = v.reinterpretAsInts().max(w.reinterpretAsInts()).max(most);
    }
    double greatest = Float.intBitsToFloat(Lanes.greatest(most));
    sums.greatest = Math.max(sums.greatest, greatest);
    if (GradientScan.fits(greatest)) {
      sums.squares += Lanes.sum(evenSquares, oddSquares);
      sums.sizes += Lanes.sum(evenSizes, oddSizes);
      return;
    }
    for (int i = 0; i < count; i++) {
      double size = Math.abs(weights[i]);
      sums.squares += size * size;
      sums.sizes += size;
    }
  }

  /**
   * Mean and spread of the first entries, from their distances to entry 0; may have lost digits,
   * see {@link GradientScan#counts}.
   */
  public static void spread(Tensor tensor, int size, RunningMoments spread) {
    double shift = tensor.get(0);
    spread.start(shift);
    if (promising(tensor, size, shift)) {
      int whole = Lanes.pairs(size);
      for (int i = 0; i < whole; i += GradientScan.BLOCK) {
        spread(tensor.bytes(), i, Math.min(whole, i + GradientScan.BLOCK), spread);
      }
      rest(tensor, whole, size, spread);
    }
  }

  /** The same in double precision. */
  public static void wideSpread(Tensor tensor, int size, RunningMoments spread) {
    spread.start(tensor.get(0));
    int whole = Lanes.whole(size);
    DoubleVector sum = DoubleVector.zero(Lanes.DOUBLES);
    DoubleVector squares = sum;
    for (int i = 0; i < whole; i += Lanes.HALF_COUNT) {
      DoubleVector v = Lanes.widened(tensor.bytes(), i * Float.BYTES).sub(spread.shift());
      sum = v.add(sum);
      squares = v.fma(v, squares);
    }
    spread.add(whole, Lanes.sum(sum), Lanes.sum(squares));
    rest(tensor, whole, size, spread);
  }

  private static void rest(Tensor tensor, int from, int to, RunningMoments spread) {
    for (int i = from; i < to; i++) {
      spread.add(tensor.get(i));
    }
  }

  private static void spread(ByteBuffer bytes, int from, int to, RunningMoments spread) {
    FloatVector shift = Lanes.all((float) spread.shift());
    FloatVector evenSum = Lanes.all(0);
    FloatVector oddSum = evenSum;
    FloatVector evenSquares = evenSum;
    FloatVector oddSquares = evenSum;
    for (int i = from; i < to; i += 2 * Lanes.COUNT) {
      FloatVector v = Lanes.load(bytes, i * Float.BYTES).sub(shift);
      FloatVector w = Lanes.load(bytes, (i + Lanes.COUNT) * Float.BYTES).sub(shift);
      evenSum = v.add(evenSum);
      oddSum = w.add(oddSum);
      evenSquares = v.fma(v, evenSquares);
      oddSquares = w.fma(w, oddSquares);
    }
    spread.add(to - from, Lanes.sum(evenSum, oddSum), Lanes.sum(evenSquares, oddSquares));
  }

  /**
   * The statistics of a finite gradient.
   *
   * @param profile the scan of this gradient
   */
  public static GradientStats gradient(Tensor g, GradientScan profile, Exponents counter) {
    RunningMoments spread = profile.spread();
    long[] histogram = new long[MagnitudeHistogram.BUCKETS];
    int tiny = counter.addTo(histogram, g, profile.entries(), (float) profile.size());
    int zeros = tiny == 0 ? 0 : Exponents.zeros(g);
    histogram[0] += tiny - zeros;
    double n = g.size();
    var values =
        new GradientStats.Values(
            spread.l2(),
            spread.mean(),
            spread.sd(),
            profile.sizes() / n,
            profile.least(),
            profile.greatest());
    var classes = new GradientStats.Classes(zeros / n, (tiny - zeros) / n, 0);
    return new GradientStats(values, classes, histogram);
  }
}
