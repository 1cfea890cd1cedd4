package org.gradientatlas.train.nd4j.vector;

import org.gradientatlas.train.nd4j.Sums;
import org.gradientatlas.train.nd4j.Tensor;
import org.jspecify.annotations.Nullable;

/** Counts the saturated outputs and dead units of an activation. */
interface Counter {
  /**
   * Adds the bias to z, and counts.
   *
   * @param a where the activations will go; may be overwritten where it is another tensor than z
   */
  void count(Tensor z, @Nullable Tensor bias, Tensor a, int rows, Sums.Forward sums, Apart apart);
}
