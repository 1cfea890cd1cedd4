package org.gradientatlas.train.nd4j.vector.activation;

import org.gradientatlas.train.nd4j.kernel.LayerSums;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.vector.jit.IsolatedCall;

/** Counts the saturated outputs and dead units of an activation. */
public interface Counter {
  /**
   * Adds the bias to z, and counts.
   *
   * @param bias zeros if there is none
   * @param a will receive the activations; may serve as scratch memory unless it is z itself
   */
  void count(
      Tensor z, float[] bias, Tensor a, int rows, LayerSums.Forward sums, IsolatedCall apart);
}
