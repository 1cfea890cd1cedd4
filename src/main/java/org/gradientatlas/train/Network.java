package org.gradientatlas.train;

import java.util.function.Consumer;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.StepStats;

/**
 * A network in training: its parameters, and its passes over a batch. Not thread-safe; owned by the
 * {@link Trainer} that opened it.
 */
public interface Network extends AutoCloseable {
  /**
   * One forward and backward pass with Loss_i = v_i . z_i for each example i, z_i the output
   * layer's pre-activations; changes nothing.
   *
   * @param cotangents v, row-major [batch.count, outputs]
   * @param layers receives one row per layer, from 1 to depth + 1
   */
  void probe(Batch batch, double[] cotangents, Consumer<LayerStats> layers);

  /**
   * One training step: forward, backward, clip, update.
   *
   * <p>When the loss or a gradient is not finite, the result says so ({@link StepStats#finite}),
   * and the step is recorded as if {@code record} were true.
   *
   * @param step updates made so far
   * @param record whether to measure; otherwise only loss and finiteness are reported
   * @param layers receives one row per layer when the step is recorded
   */
  StepStats train(Batch batch, int step, boolean record, Consumer<LayerStats> layers);

  /** Forward only: the summed loss of the batch and its number of correct answers. */
  Score score(Batch batch);

  /** Frees native memory. */
  @Override
  void close();

  /**
   * @param loss sum of the examples' losses, that of an example being the mean over its steps
   * @param correct answers, one for each step of each example, whose largest output is the class; 0
   *     for regression
   */
  record Score(double loss, int correct) {}
}
