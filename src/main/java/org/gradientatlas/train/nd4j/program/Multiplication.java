package org.gradientatlas.train.nd4j.program;

import org.gradientatlas.train.nd4j.memory.Tensor;

/** The matrix products of a {@link Summation}, from its input to its sums and back. */
public interface Multiplication {
  /** Multiplies the input by the weights: sets the sums, without biases. */
  void forward();

  /**
   * From the deltas sets the gradient of the weights and, where something needs it, that of the
   * input, see {@link Signal#added}.
   */
  void backward();

  /** Makes the products of a sum, whose memory there is already. */
  interface Maker {
    /**
     * @param sums to set
     * @param deltas the derivatives with respect to the sums, where {@link #backward} finds them
     */
    Multiplication of(Tensor sums, Tensor deltas);
  }
}
