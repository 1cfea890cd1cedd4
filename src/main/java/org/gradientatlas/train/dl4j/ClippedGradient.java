package org.gradientatlas.train.dl4j;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.Variant;

/**
 * The batch-mean gradient of one step, before and after clipping; flat, see {@link LayerRange}.
 *
 * @param raw as backpropagated
 * @param clipped by {@link ClipRule}'s definition
 */
@SuppressWarnings("ArrayRecordComponent")
record ClippedGradient(double[] raw, double[] clipped) {

  /**
   * @param parameters before the update
   * @param slices of all layers, the output layer last
   */
  static ClippedGradient of(
      double[] raw,
      double[] parameters,
      List<? extends LayerRange> slices,
      Variant<ClipRule> rule) {
    double[] p = rule.array();
    double global = norm(raw, 0, raw.length);
    double bound = rule.type().bound(p);
    double[] clipped = new double[raw.length];
    for (LayerRange slice : slices) {
      boolean hidden = slice.layer() < slices.size();
      double scale = rule.type().scale(norm(raw, slice.from(), slice.end()), global, p);
      for (LayerRange.Unit unit : slice.units()) {
        double gradientNorm = norm(raw, unit);
        double weightNorm = norm(parameters, unit);
        double unitScale = hidden ? rule.type().unitScale(gradientNorm, weightNorm, p) : 1;
        for (int i = unit.from(); i < unit.end(); i += unit.stride()) {
          clipped[i] = Math.max(-bound, Math.min(bound, scale * unitScale * raw[i]));
        }
      }
    }
    return new ClippedGradient(raw, clipped);
  }

  /** Whether every entry is finite, and the norms it was clipped by. */
  boolean finite() {
    return DoubleStream.concat(Arrays.stream(raw), Arrays.stream(clipped))
        .allMatch(Double::isFinite);
  }

  double l2() {
    return norm(raw, 0, raw.length);
  }

  double clippedL2() {
    return norm(clipped, 0, clipped.length);
  }

  /** The share of entries from one index up to another that clipping changed. */
  double changed(int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += clipped[i] == raw[i] ? 0 : 1;
    }
    return count / (double) (to - from);
  }

  /** The cosine between the gradient before and after clipping; NaN for a zero gradient. */
  double cosine() {
    double product = 0;
    for (int i = 0; i < raw.length; i++) {
      product += raw[i] * clipped[i];
    }
    return product / (l2() * clippedL2());
  }

  private static double norm(double[] values, int from, int to) {
    return norm(values, new LayerRange.Unit(from, to));
  }

  private static double norm(double[] values, LayerRange.Unit unit) {
    double squares = 0;
    for (int i = unit.from(); i < unit.end(); i += unit.stride()) {
      squares += values[i] * values[i];
    }
    return Math.sqrt(squares);
  }
}
