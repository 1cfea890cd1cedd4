package org.gradientatlas.report.page;

import org.gradientatlas.measure.Interval;

/**
 * The effect of changing one axis of a network: a row of the table contrasts.
 *
 * @param axis index of an axis
 * @param from index of a cell
 * @param to index of the cell that differs in that axis
 * @param score difference of the final accuracy, or of R2 where numbers are predicted, second minus
 *     first
 * @param loss difference of the final loss
 * @param slope difference of the measured slope, in decades per layer
 */
public record AxisChange(
    int axis, int from, int to, Interval score, Interval loss, Interval slope) {

  /** The same change in the other direction. */
  AxisChange reversed() {
    return new AxisChange(axis, to, from, negated(score), negated(loss), negated(slope));
  }

  private static Interval negated(Interval of) {
    return new Interval(of.n(), -of.mean(), -of.high(), -of.low());
  }
}
