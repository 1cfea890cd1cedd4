package org.gradientatlas.spark.summary;

import java.io.Serializable;
import org.gradientatlas.diagnose.Judgement;
import org.gradientatlas.measure.Interval;

/**
 * One change of one axis, over all pairs of cells that it takes into each other.
 *
 * @param change axis and both values, for people
 * @param cells pairs of cells
 * @param clear those whose interval of the accuracy's difference excludes 0
 */
record Effect(
    String change,
    int cells,
    int clear,
    double slopes,
    int slopeCells,
    double accuracies,
    int accuracyCells)
    implements Serializable {

  /** Of one pair of cells. */
  static Effect of(ContrastOfCells pair) {
    Interval slope = pair.contrast().difference(Judgement::slope);
    Interval accuracy = pair.contrast().difference(Judgement::finalAccuracy);
    boolean hasSlope = !Double.isNaN(slope.mean());
    boolean hasAccuracy = !Double.isNaN(accuracy.mean());
    return new Effect(
        "%s: %s -> %s".formatted(pair.axis(), pair.contrast().from(), pair.contrast().to()),
        1,
        accuracy.excludesZero() ? 1 : 0,
        hasSlope ? slope.mean() : 0,
        hasSlope ? 1 : 0,
        hasAccuracy ? accuracy.mean() : 0,
        hasAccuracy ? 1 : 0);
  }

  /** Of the pairs of both, which are of the same change. */
  Effect merge(Effect other) {
    return new Effect(
        change,
        cells + other.cells,
        clear + other.clear,
        slopes + other.slopes,
        slopeCells + other.slopeCells,
        accuracies + other.accuracies,
        accuracyCells + other.accuracyCells);
  }

  /** Whether any pair has a difference. */
  boolean measured() {
    return accuracyCells + slopeCells > 0;
  }

  String axis() {
    return change.substring(0, change.indexOf(':'));
  }

  /** Mean difference of the slope, decades a layer; NaN if no pair has one. */
  double slope() {
    return slopes / slopeCells;
  }

  /** Mean difference of the accuracy; NaN if no pair has one. */
  double accuracy() {
    return accuracies / accuracyCells;
  }

  /** Accuracy first; without it, as after probes alone, the slope. */
  double strength() {
    return accuracyCells > 0 ? 1 + Math.abs(accuracy()) : Math.min(1, Math.abs(slope()));
  }
}
