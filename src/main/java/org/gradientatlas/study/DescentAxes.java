package org.gradientatlas.study;

import java.io.Serializable;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Variant;

/**
 * The axes of the loss and the optimizer's step.
 *
 * @param batchSize examples per step; unused in data-parallel training
 */
public record DescentAxes(
    Axis<Variant<ClipRule>> clip,
    Axis<Double> learningRate,
    Axis<Variant<Optimizer>> optimizer,
    Axis<Integer> batchSize,
    Axis<Loss> loss)
    implements Serializable {

  /**
   * The values for one trial.
   *
   * @param workers the data-parallel workers, which have their own batch size; {@link
   *     Trial.Workers#NONE} for a single process
   */
  Trial.Descent at(long trial, Trial.Workers workers) {
    boolean alone = workers.equals(Trial.Workers.NONE);
    return new Trial.Descent(
        clip.at(trial),
        learningRate.at(trial),
        optimizer.at(trial),
        alone ? batchSize.at(trial) : workers.count() * workers.batchSize(),
        loss.at(trial));
  }
}
