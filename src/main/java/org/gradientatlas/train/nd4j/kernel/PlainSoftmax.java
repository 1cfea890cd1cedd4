package org.gradientatlas.train.nd4j.kernel;

import org.gradientatlas.train.nd4j.memory.Tensor;

/** The formulas of a softmax, entry by entry in double precision: the oracle of all others. */
public final class PlainSoftmax implements SoftmaxKernels {
  private final int columns;
  private final boolean causal;

  /**
   * @param causal whether row r sees only the first r + 1 columns, counted anew every {@code
   *     columns} rows
   */
  public PlainSoftmax(int columns, boolean causal) {
    this.columns = columns;
    this.causal = causal;
  }

  @Override
  public int columns() {
    return columns;
  }

  private int seen(int row) {
    return causal ? row % columns + 1 : columns;
  }

  @Override
  public void weigh(Tensor scores, int from, int count) {
    for (int row = from; row < from + count; row++) {
      int start = row * columns;
      int end = start + seen(row);
      double greatest = Double.NEGATIVE_INFINITY;
      for (int i = start; i < end; i++) {
        greatest = Math.max(greatest, scores.get(i));
      }
      double sum = 0;
      for (int i = start; i < end; i++) {
        sum += Math.exp(scores.get(i) - greatest);
      }
      for (int i = start; i < start + columns; i++) {
        scores.set(i, i < end ? Math.exp(scores.get(i) - greatest) / sum : 0);
      }
    }
  }

  @Override
  public void differentiate(Tensor weights, int from, int count, Tensor delta) {
    for (int row = 0; row < count; row++) {
      int start = row * columns;
      int apart = from * columns;
      double mean = 0;
      for (int i = start; i < start + columns; i++) {
        mean += weights.get(apart + i) * delta.get(i);
      }
      for (int i = start; i < start + columns; i++) {
        delta.set(i, weights.get(apart + i) * (delta.get(i) - mean));
      }
    }
  }
}
