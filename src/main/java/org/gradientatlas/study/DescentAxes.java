package org.gradientatlas.study;

import java.io.Serializable;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Variant;

/**
 * The axes of what a step goes down, and how.
 *
 * @param batchSize examples a step; without meaning where workers train side by side
 */
public record DescentAxes(
    Axis<Variant<ClipRule>> clip,
    Axis<Double> learningRate,
    Axis<Variant<Optimizer>> optimizer,
    Axis<Integer> batchSize,
    Axis<Loss> loss)
    implements Serializable {

  /**
   * Of one trial.
   *
   * @param workers who trains it, with batches of their own; {@link Trial.Workers#NONE} for one
   *     process
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
