package org.gradientatlas.train.nd4j.product;

import org.gradientatlas.train.nd4j.memory.Tensor;

/**
 * A block of neighbouring rows and columns of a matrix, which may move over it. No two windows of a
 * product may lie on one tensor.
 */
public final class Window {
  final Tensor tensor;
  final int rows;
  final int columns;

  /** The row-major index of its first entry. */
  int from;

  public Window(Tensor tensor, int rows, int columns) {
    this.tensor = tensor;
    this.rows = rows;
    this.columns = columns;
  }

  /** Moves its first entry to a place of the matrix. */
  public Window at(int row, int column) {
    from = row * tensor.columns() + column;
    return this;
  }
}
