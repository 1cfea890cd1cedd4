package org.gradientatlas.diagnose;

import org.gradientatlas.measure.Baseline;
import org.gradientatlas.measure.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table trials, with the parts of its cell that rules need. NaN where the table has
 * null.
 *
 * @param guess the scores of the best constant guess
 * @param best the best final scores of the study's trials on the same data
 */
public record TrialFacts(
    Cell cell, Ending ending, Scores scores, Baseline guess, Baseline best, Slope slope) {

  /**
   * What was trained.
   *
   * @param bounded whether phi' tends to 0 on both sides, so that units can saturate
   * @param clipped whether there is a clip rule
   * @param smallestNormal the smallest normal number of the trial's precision
   * @param truncated whether gradients go back through some time steps only
   */
  public record Cell(
      int depth,
      int width,
      int batchSize,
      boolean bounded,
      boolean clipped,
      double smallestNormal,
      boolean truncated) {}

  /** How far it came. */
  public record Ending(Outcome outcome, @Nullable Integer divergedStep, int stepsDone) {}

  /** Mean losses and accuracy, on validation data unless stated otherwise. */
  public record Scores(
      double initialLoss, double finalLoss, double finalTrainingLoss, double finalAccuracy) {}

  /** Growth of delta_rms towards the input in decades per layer, measured and predicted. */
  public record Slope(double measured, double theory, double theorySd, double theoryShift) {}
}
