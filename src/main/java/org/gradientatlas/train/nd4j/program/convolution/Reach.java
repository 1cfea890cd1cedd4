package org.gradientatlas.train.nd4j.program.convolution;

import java.util.Arrays;

/**
 * Which places each target reads in one dimension.
 *
 * @param sources how many places there are to read
 * @param from for each target and each place of the kernel the source, or {@link #NONE}
 */
@SuppressWarnings("ArrayRecordComponent")
record Reach(int sources, int[][] from) {
  static final int NONE = -1;

  /**
   * What the places of a layer read below: see {@link
   * org.gradientatlas.axis.architecture.Convolution}.
   */
  static Reach of(int sources, int targets, int kernel, int stride, boolean circular) {
    int[][] from = new int[targets][kernel];
    for (int target = 0; target < targets; target++) {
      for (int k = 0; k < kernel; k++) {
        int place = stride * target + k - (kernel - 1) / 2;
        boolean outside = place < 0 || place >= sources;
        from[target][k] = circular ? Math.floorMod(place, sources) : outside ? NONE : place;
      }
    }
    return new Reach(sources, from);
  }

  int targets() {
    return from.length;
  }

  int kernel() {
    return from[0].length;
  }

  /**
   * What the places below read in the backward pass, with the kernel turned round: a place and a
   * place of the kernel belong to at most one target.
   */
  Reach back() {
    int[][] back = new int[sources][kernel()];
    for (int[] row : back) {
      Arrays.fill(row, NONE);
    }
    for (int target = 0; target < targets(); target++) {
      for (int k = 0; k < kernel(); k++) {
        if (from[target][k] != NONE) {
          back[from[target][k]][kernel() - 1 - k] = target;
        }
      }
    }
    return new Reach(targets(), back);
  }

  /** Whether the kernel moves on by one place from target to target. */
  boolean slides() {
    for (int target = 1; target < targets(); target++) {
      for (int k = 1; k < kernel(); k++) {
        if (from[target][k - 1] != from[target - 1][k]) {
          return false;
        }
      }
    }
    return true;
  }

  /** Where it slides, the source at a distance from the first one that the first target reads. */
  int at(int distance) {
    int target = Math.min(distance, targets() - 1);
    return from[target][distance - target];
  }
}
