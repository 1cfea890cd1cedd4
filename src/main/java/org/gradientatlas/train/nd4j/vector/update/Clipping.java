package org.gradientatlas.train.nd4j.vector.update;

import java.nio.ByteBuffer;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import org.gradientatlas.train.nd4j.kernel.LayerSums;
import org.gradientatlas.train.nd4j.kernel.StepUpdate;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.vector.jit.IsolatedCall;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;
import org.gradientatlas.train.nd4j.vector.statistics.Exponents;

/**
 * Measures what clipping does to a finite gradient. Only a bound that some entry exceeds needs a
 * pass; the effect of a scale follows from the gradient's statistics.
 */
public final class Clipping {
  /** The sign bit of a double. */
  private static final int SIGN = 63;

  private static final DoubleVector HALF = DoubleVector.broadcast(Lanes.DOUBLES, 0.5);

  private Clipping() {}

  /**
   * @param squares the sum of the gradient's squares
   * @param sizes the sum of its absolute values
   * @param greatest the greatest absolute value
   * @return the sum of the clipped entries' absolute values
   */
  public static double of(
      Tensor g,
      double squares,
      double sizes,
      double greatest,
      StepUpdate change,
      LayerSums.Update sums,
      IsolatedCall apart) {
    double scale = change.scale();
    sums.gradientSquares += squares;
    if (scale * greatest > (float) change.bound()) {
      return apart.number(() -> bounded(g, change, sums));
    }
    sums.clippedSquares += scale * scale * squares;
    sums.product += scale * squares;
    sums.changed += scale == 1 ? 0 : g.size() - Exponents.zeros(g);
    return scale * sizes;
  }

  /** A bound t turns an entry into min(|g|, t) with its sign; no rule also scales. */
  private static double bounded(Tensor g, StepUpdate change, LayerSums.Update sums) {
    ByteBuffer bytes = g.bytes();
    DoubleVector limit = DoubleVector.broadcast(Lanes.DOUBLES, (float) change.bound());
    DoubleVector squares = DoubleVector.zero(Lanes.DOUBLES);
    DoubleVector product = squares;
    DoubleVector sizes = squares;
    LongVector changed = LongVector.zero(Lanes.LONGS);
    int whole = g.size() - g.size() % Lanes.HALF_COUNT;
    for (int i = 0; i < whole; i += Lanes.HALF_COUNT) {
      DoubleVector size = Lanes.widened(bytes, i * Float.BYTES).abs();
      DoubleVector room = limit.sub(size);
      // min(|g|, t), without the comparisons that handle NaN.
      DoubleVector clipped = room.sub(room.abs()).fma(HALF, size);
      squares = clipped.fma(clipped, squares);
      product = clipped.fma(size, product);
      sizes = clipped.add(sizes);
      changed = room.reinterpretAsLongs().lanewise(VectorOperators.LSHR, SIGN).add(changed);
    }
    sums.clippedSquares += Lanes.sum(squares);
    sums.product += Lanes.sum(product);
    sums.changed += Lanes.sum(changed);
    double rest = 0;
    for (int i = whole; i < g.size(); i++) {
      double raw = g.get(i);
      double clipped = change.clip(raw);
      sums.clippedSquares += clipped * clipped;
      sums.product += raw * clipped;
      sums.changed += raw == clipped ? 0 : 1;
      rest += Math.abs(clipped);
    }
    return Lanes.sum(sizes) + rest;
  }
}
