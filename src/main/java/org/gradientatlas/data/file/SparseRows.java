package org.gradientatlas.data.file;

import java.util.Arrays;
import org.gradientatlas.data.NumberArray;

/** Rows of which only the numbers other than 0 are named. */
final class SparseRows {
  private final Heap heap;
  private final NumberBuffer values;
  private int[] indices = new int[1024];
  private int[] ends = new int[64];
  private int size;
  private int least = Integer.MAX_VALUE;
  private int greatest = -1;

  SparseRows(Heap heap) {
    this.heap = heap;
    this.values = new NumberBuffer(heap);
  }

  /** The least index; the greatest int if there is none. */
  int least() {
    return least;
  }

  /** The greatest index; -1 if there is none. */
  int greatest() {
    return greatest;
  }

  /** Adds a number to the current row, at an index that is greater than those before. */
  void add(int index, double value) {
    if (values.size() == indices.length) {
      heap.require(2L * Integer.BYTES * indices.length);
      indices = Arrays.copyOf(indices, 2 * indices.length);
    }
    indices[values.size()] = index;
    values.add(value);
    least = Math.min(least, index);
    greatest = Math.max(greatest, index);
  }

  /** Ends the current row. */
  void end() {
    if (size == ends.length) {
      heap.require(2L * Integer.BYTES * size);
      ends = Arrays.copyOf(ends, 2 * size);
    }
    ends[size++] = values.size();
  }

  /**
   * All numbers, row-major from a first index to the greatest. The caller looks beforehand that
   * there is room.
   */
  NumberArray dense(int first) {
    NumberArray named = values.array();
    var dense = new NumberBuffer(heap);
    int at = 0;
    for (int row = 0; row < size; row++) {
      for (int index = first; index <= greatest; index++) {
        boolean isNamed = at < ends[row] && indices[at] == index;
        dense.add(isNamed ? named.get(at++) : 0);
      }
    }
    return dense.array();
  }
}
