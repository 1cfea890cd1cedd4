package org.gradientatlas.study;

import java.io.Serializable;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Precision;

/** The axes of how a trial is trained. */
public record TrainingAxes(
    Axis<Integer> steps, Axis<EngineKind> engine, Axis<Precision> precision, WorkerAxes workers)
    implements Serializable {

  /** The axes of data-parallel training. */
  public record WorkerAxes(
      Axis<Integer> count, Axis<Integer> averagingFrequency, Axis<Integer> batchSize)
      implements Serializable {

    private Trial.Workers at(long trial) {
      return new Trial.Workers(count.at(trial), averagingFrequency.at(trial), batchSize.at(trial));
    }
  }

  /**
   * Whether Deeplearning4j Spark trains the block; a block is either entirely data-parallel or not
   * at all.
   */
  public boolean dataParallel() {
    return engine.values().contains(EngineKind.DL4J_SPARK);
  }

  /** The values for one trial. */
  Trial.Training at(long trial, Block.Frame frame) {
    return new Trial.Training(
        steps.at(trial),
        engine.at(trial),
        precision.at(trial),
        frame.record(),
        frame.jacobianExamples(),
        frame.timeoutSeconds(),
        dataParallel() ? workers.at(trial) : Trial.Workers.NONE);
  }
}
