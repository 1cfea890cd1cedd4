package org.gradientatlas.train.nd4j.program.recurrent;

import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.step.Pass;

/** What a cell computes at a time step. Time steps count from 0. */
interface StepLoops {
  /** Receives x_t W for all time steps, before the first. */
  Tensor sums();

  /** From the sums and h_(t-1) computes h_t. */
  void forward(int t, Pass pass);

  /**
   * From the gradient of h_t computes the deltas and, if it {@code passes} on, adds to the gradient
   * of h_(t-1).
   */
  void backward(int t, boolean passes, Pass pass);

  /** With respect to {@link #sums}, after the backward pass. */
  Tensor deltas();

  /** With respect to h_(t-1) R, after the backward pass. */
  Tensor recurrentDeltas();
}
