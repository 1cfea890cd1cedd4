package org.gradientatlas.diagnose;

import org.gradientatlas.measure.Baseline;
import org.gradientatlas.measure.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A row of trials, with what rules need of its cell. NaN where the table has null.
 *
 * @param guess the best guess without looking
 */
public record TrialFacts(Cell cell, Ending ending, Scores scores, Baseline guess, Slope slope) {

  /**
   * What was trained.
   *
   * @param bounded whether phi' goes to 0 on both sides, so that units can saturate
   * @param clipped whether there is a clip rule
   * @param smallestNormal the smallest normal number of the trial's precision
   */
  public record Cell(
      int depth, int batchSize, boolean bounded, boolean clipped, double smallestNormal) {}

  /** How far it came. */
  public record Ending(Outcome outcome, @Nullable Integer divergedStep, int stepsDone) {}

  /** Mean losses and accuracy, of validation unless said otherwise. */
  public record Scores(
      double initialLoss, double finalLoss, double finalTrainingLoss, double finalAccuracy) {}

  /** Decades that delta_rms grows a layer towards the input, measured and by theory. */
  public record Slope(double measured, double theory, double theorySd, double theoryShift) {}
}
