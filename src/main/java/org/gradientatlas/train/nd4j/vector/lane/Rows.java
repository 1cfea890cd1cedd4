package org.gradientatlas.train.nd4j.vector.lane;

import java.util.Arrays;
import org.gradientatlas.train.nd4j.memory.Tensor;

/**
 * A few whole rows of a matrix at a time, copied to the heap, and as often the biases of its
 * columns: loops over entries add one array to the other. Beyond the count, zeros fill a vector.
 */
public final class Rows {
  private float[] entries = {};
  private float[] biases = {};
  private int columns;
  private int rows;
  private int count;

  /** Makes room for rows of a length: as many as a {@link ParameterBlock} has room for, or one. */
  public void start(int columns) {
    this.columns = columns;
    this.rows = Math.max(1, ParameterBlock.SIZE / columns);
    int room = Lanes.paired(rows * columns);
    if (entries.length < room) {
      entries = new float[room];
      biases = new float[room];
    }
  }

  /** Makes room for rows as long as there are biases of columns, and repeats these. */
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

  /** The entries that are there. */
  public int count() {
    return count;
  }

  /**
   * Takes a block.
   *
   * @param row its first one
   * @param end the matrix's last one, exclusively
   */
  public void read(Tensor matrix, int row, int end) {
    size(row, end);
    matrix.read(row * columns, entries, count);
  }

  /** Says which rows are there, as if they were read. */
  public void size(int row, int end) {
    count = Math.min(rows, end - row) * columns;
    Arrays.fill(entries, count, Lanes.paired(count), 0);
    Arrays.fill(biases, count, Lanes.paired(count), 0);
  }

  /** Puts a block in its place. */
  public void write(Tensor matrix, int row) {
    matrix.write(row * columns, entries, count);
  }
}
