package org.gradientatlas.spark.summary;

import java.io.Serializable;
import org.gradientatlas.diagnose.Judgement;
import org.gradientatlas.measure.Interval;

/**
 * The effect of one change of one axis, over all pairs of cells that differ by it.
 *
 * @param change the axis and both values, as text
 * @param cells number of pairs of cells
 * @param clear pairs whose interval for the accuracy difference excludes 0
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

  /** The effect over one pair of cells. */
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

  /** Combines two effects of the same change. */
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

  /** Mean difference of the slope, in decades per layer; NaN if no pair has one. */
  double slope() {
    return slopes / slopeCells;
  }

  /** Mean difference of the accuracy; NaN if no pair has one. */
  double accuracy() {
    return accuracies / accuracyCells;
  }

  /** How strong the effect is: by accuracy, or by slope if only probes were run. */
  double strength() {
    return accuracyCells > 0 ? 1 + Math.abs(accuracy()) : Math.min(1, Math.abs(slope()));
  }
}
