package org.gradientatlas.train.nd4j.vector.lane;

import java.util.Arrays;
import org.gradientatlas.train.nd4j.memory.Tensor;

/**
 * A block of whole rows of a matrix, copied to the heap, with the biases repeated for each row, so
 * that a loop over entries can add the two arrays. Zeros beyond the count fill up a vector.
 */
public final class Rows {
  private float[] entries = {};
  private float[] biases = {};
  private int columns;
  private int rows;
  private int count;

  /** Makes room for as many rows of a length as fit into a {@link ParameterBlock}, at least one. */
  public void start(int columns) {
    this.columns = columns;
    this.rows = Math.max(1, ParameterBlock.SIZE / columns);
    int room = Lanes.paired(rows * columns);
    if (entries.length < room) {
      entries = new float[room];
      biases = new float[room];
    }
  }

  /** Makes room for rows, and repeats the biases for each. */
  public void start(int columns, float[] bias) {
    start(columns);
    for (int row = 0; row < rows; row++) {
      System.arraycopy(bias, 0, biases, row * columns, columns);
    }
  }

  /** The rows of a block. */
  public int rows() {
    return rows;
  }

  public float[] entries() {
    return entries;
  }

  public float[] biases() {
    return biases;
  }

  /** The number of entries. */
  public int count() {
    return count;
  }

  /**
   * Reads a block.
   *
   * @param row its first row
   * @param end the end of the matrix's rows, exclusive
   */
  public void read(Tensor matrix, int row, int end) {
    size(row, end);
    matrix.read(row * columns, entries, count);
  }

  /** Sets the block's rows without reading them. */
  public void size(int row, int end) {
    count = Math.min(rows, end - row) * columns;
    Arrays.fill(entries, count, Lanes.paired(count), 0);
    Arrays.fill(biases, count, Lanes.paired(count), 0);
  }

  /** Writes the block back to its rows. */
  public void write(Tensor matrix, int row) {
    matrix.write(row * columns, entries, count);
  }
}
