package org.gradientatlas.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one trial did. NaN means that there is no value.
 *
 * @param divergedStep the step whose loss or gradient was not finite, or after whose update, the
 *     last, the validation loss was not; null if all were
 * @param stepsDone updates made
 * @param initialLoss mean validation loss before the first step
 * @param finalLoss mean validation loss after the last update made; NaN if diverged or failed
 * @param bestLoss the least mean validation loss among the start, each quarter and the end
 * @param finalAccuracy validation accuracy then
 * @param finalTrainingLoss mean loss then of the first training examples, as many as there are for
 *     validation; NaN where finalLoss is
 * @param guessLoss mean validation loss of the best guess without looking: the mean target of the
 *     training examples
 * @param guessAccuracy validation accuracy of the class that most training examples have; NaN for
 *     regression
 * @param deltaSlope decades that delta_rms grows a layer towards the input, fitted to the probe
 * @param error what was thrown; null unless failed
 * @param times where the time went
 * @param steps one row a recorded step
 * @param layers one row a layer and recorded pass
 */
public record TrialResult(
    Outcome outcome,
    @Nullable Integer divergedStep,
    int stepsDone,
    double initialLoss,
    double finalLoss,
    double bestLoss,
    double finalAccuracy,
    double finalTrainingLoss,
    double guessLoss,
    double guessAccuracy,
    double deltaSlope,
    @Nullable Failure error,
    Times times,
    List<StepStats> steps,
    List<LayerStats> layers) {

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
