package org.gradientatlas.spark.summary;

import org.gradientatlas.diagnose.Judgement;
import org.gradientatlas.measure.Interval;
import org.gradientatlas.spark.stored.StudyAxes;

/**
 * The effect of one change of one axis, over all pairs of cells that differ by it.
 *
 * @param change the axis and both values, as text
 * @param cells number of pairs of cells
 * @param clear pairs whose interval for the difference of the score excludes 0
 */
record Effect(
    String change,
    int cells,
    int clear,
    double slopes,
    int slopeCells,
    double scores,
    int scoredCells) {

  /** The effect over one pair of cells. */
  static Effect of(ContrastOfCells pair, StudyAxes axes) {
    Interval slope = pair.contrast().difference(Judgement::slope);
    Interval score = pair.contrast().difference(Judgement::score);
    boolean hasSlope = !Double.isNaN(slope.mean()) && pair.slopesAreOverTheSame();
    boolean hasScore = !Double.isNaN(score.mean());
    return new Effect(
        "%s: %s -> %s"
            .formatted(
                pair.axis(),
                axes.shown(pair.axis(), pair.contrast().from()),
                axes.shown(pair.axis(), pair.contrast().to())),
        1,
        score.excludesZero() ? 1 : 0,
        hasSlope ? slope.mean() : 0,
        hasSlope ? 1 : 0,
        hasScore ? score.mean() : 0,
        hasScore ? 1 : 0);
  }

  /** Combines two effects of the same change. */
  Effect merge(Effect other) {
    return new Effect(
        change,
        cells + other.cells,
        clear + other.clear,
        slopes + other.slopes,
        slopeCells + other.slopeCells,
        scores + other.scores,
        scoredCells + other.scoredCells);
  }

  /** Whether any pair has a difference. */
  boolean measured() {
    return scoredCells + slopeCells > 0;
  }

  String axis() {
    return change.substring(0, change.indexOf(':'));
  }

  /** Mean difference of the slope, in decades per layer; NaN if no pair has one. */
  double slope() {
    return slopes / slopeCells;
  }

  /** Mean difference of the score, which is accuracy or R2; NaN if no pair has one. */
  double score() {
    return scores / scoredCells;
  }

  /** How strong the effect is: by score, or by slope if only probes were run. */
  double strength() {
    return scoredCells > 0 ? 1 + Math.abs(score()) : Math.min(1, Math.abs(slope()));
  }
}
