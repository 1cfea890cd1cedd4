package org.gradientatlas.spark.averaging;

import java.io.Serializable;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingResult;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a worker sends to the driver. Deeplearning4j's own result is not serializable: it expects to
 * be summed on executors.
 */
final class WorkerResult implements Serializable {
  private static final long serialVersionUID = 1;

  private final INDArray parameters;
  private final @Nullable INDArray state;
  private final WorkerRound round;

  private WorkerResult(INDArray parameters, @Nullable INDArray state, WorkerRound round) {
    this.parameters = parameters;
    this.state = state;
    this.round = round;
  }

  /** Converts what {@link AveragingWorker} returned. */
  static WorkerResult of(ParameterAveragingTrainingResult result) {
    return new WorkerResult(
        result.getParameters(),
        result.getUpdaterState(),
        ((AveragingWorker.Result) result).round());
  }

  /** Converts back to the type that Deeplearning4j sums. */
  ParameterAveragingTrainingResult result() {
    return new ParameterAveragingTrainingResult(parameters, state, 0, null, null, null);
  }

  WorkerRound round() {
    return round;
  }
}
