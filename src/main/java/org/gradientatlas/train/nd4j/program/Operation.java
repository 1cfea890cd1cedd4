package org.gradientatlas.train.nd4j.program;

import org.gradientatlas.train.nd4j.step.Pass;

/**
 * One step of a program, which reads signals and makes one. It knows its signals and tensors from
 * the start and allocates nothing later. All rows of a signal are computed, also those of examples
 * that a last, smaller batch lacks; they are finite and count nowhere.
 */
public interface Operation {
  /** Computes the output; in a recorded pass also what the layer's rows say of it. */
  void forward(Pass pass);

  /**
   * From the gradient of the output computes those of the inputs, see {@link Signal#added}, and
   * sets the gradients of its tensors: means over the batch of sums over an example's time steps,
   * places or tokens.
   */
  void backward(Pass pass);
}
