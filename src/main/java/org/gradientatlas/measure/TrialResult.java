package org.gradientatlas.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of one trial. NaN means that there is no value.
 *
 * @param guess scores of the best constant guess, for comparison
 * @param deltaSlope decades per layer that delta_rms grows towards the input, fitted to the probe
 * @param times the time spent in each part
 * @param steps one row per recorded step
 * @param layers one row per layer and recorded pass
 */
public record TrialResult(
    Ending ending,
    Scores scores,
    Baseline guess,
    double deltaSlope,
    Times times,
    List<StepStats> steps,
    List<LayerStats> layers) {

  /**
   * How the trial ended, and how far it got.
   *
   * @param divergedStep the step whose loss or gradient was not finite, or the last step if only
   *     the validation loss after it was not; null if all were finite
   * @param stepsDone updates made
   * @param error what was thrown; null unless failed
   */
  public record Ending(
      Outcome outcome, @Nullable Integer divergedStep, int stepsDone, @Nullable Failure error) {}

  /**
   * The scores of the trial.
   *
   * @param initialLoss mean validation loss before the first step
   * @param finalLoss mean validation loss after the last update made; NaN if diverged or failed
   * @param bestLoss the least mean validation loss of those at the start, each quarter and the end
   * @param finalAccuracy validation accuracy at the same time as finalLoss
   * @param finalTrainingLoss mean loss at that time over the first training examples, as many as
   *     there are for validation; NaN if finalLoss is
   */
  public record Scores(
      double initialLoss,
      double finalLoss,
      double bestLoss,
      double finalAccuracy,
      double finalTrainingLoss) {
    /** No scores. */
    public static final Scores NONE =
        new Scores(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }

  /** An exception, as text. */
  public record Failure(String type, String message) {}

  /**
   * Milliseconds.
   *
   * @param train steps that were not recorded, and evaluations
   * @param record the probe and the recorded steps, including their training
   * @param setup data, initial weights, buffers
   */
  public record Times(double train, double record, double setup) {}
}
