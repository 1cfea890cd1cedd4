package org.gradientatlas.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one trial did. NaN means that there is no value.
 *
 * @param guess the best guess without looking, to compare its scores with
 * @param deltaSlope decades that delta_rms grows a layer towards the input, fitted to the probe
 * @param times where the time went
 * @param steps one row a recorded step
 * @param layers one row a layer and recorded pass
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
   * How far it came.
   *
   * @param divergedStep the step whose loss or gradient was not finite, or after whose update, the
   *     last, the validation loss was not; null if all were
   * @param stepsDone updates made
   * @param error what was thrown; null unless failed
   */
  public record Ending(
      Outcome outcome, @Nullable Integer divergedStep, int stepsDone, @Nullable Failure error) {}

  /**
   * How well it did.
   *
   * @param initialLoss mean validation loss before the first step
   * @param finalLoss mean validation loss after the last update made; NaN if diverged or failed
   * @param bestLoss the least mean validation loss among the start, each quarter and the end
   * @param finalAccuracy validation accuracy then
   * @param finalTrainingLoss mean loss then of the first training examples, as many as there are
   *     for validation; NaN where finalLoss is
   */
  public record Scores(
      double initialLoss,
      double finalLoss,
      double bestLoss,
      double finalAccuracy,
      double finalTrainingLoss) {
    /** Where nothing was scored. */
    public static final Scores NONE =
        new Scores(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }

  /** An exception, as text. */
  public record Failure(String type, String message) {}

  /**
   * Milliseconds.
   *
   * @param train steps that were not recorded, and evaluations
   * @param record the probe, and the steps that were recorded, whole
   * @param setup data, initial weights, buffers
   */
  public record Times(double train, double record, double setup) {}
}
