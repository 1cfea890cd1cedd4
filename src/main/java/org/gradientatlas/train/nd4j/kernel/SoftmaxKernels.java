package org.gradientatlas.train.nd4j.kernel;

import org.gradientatlas.train.nd4j.memory.Tensor;

/**
 * The loops of a softmax over the first columns of each row. {@link PlainSoftmax} defines the
 * results; other implementations match it to a few units in the last place.
 */
public interface SoftmaxKernels {
  /** The columns of the matrices; those beyond the ones that count are 0 after each loop. */
  int columns();

  /** Replaces the scores of some rows by their softmax; 0 where a row does not see a column. */
  void weigh(Tensor scores, int from, int count);

  /**
   * Replaces the derivatives with respect to weights by those with respect to scores.
   *
   * @param weights from {@link #weigh}
   * @param from the first row of the weights
   * @param delta its rows from the first one belong to them
   */
  void differentiate(Tensor weights, int from, int count, Tensor delta);
}
