package org.gradientatlas.train.nd4j.program.convolution;

import java.util.ArrayList;
import java.util.List;

/** Runs of places to copy, each as long as it can be. */
final class PatchCopies {
  /** From, to, and length. */
  private final List<int[]> runs = new ArrayList<>();

  /**
   * Adds places of a line, one after the other.
   *
   * @param line of the sources; {@link Reach#NONE} leaves gaps
   * @param places of the line; {@link Reach#NONE} leaves a gap
   * @param length of a line
   * @return where the next place goes
   */
  int add(int line, int[] places, int length, int to) {
    for (int i = 0; i < places.length; i++) {
      if (line != Reach.NONE && places[i] != Reach.NONE) {
        add(line * length + places[i], to + i);
      }
    }
    return to + places.length;
  }

  private void add(int from, int to) {
    if (!runs.isEmpty()) {
      int[] last = runs.get(runs.size() - 1);
      if (last[0] + last[2] == from && last[1] + last[2] == to) {
        last[2]++;
        return;
      }
    }
    runs.add(new int[] {from, to, 1});
  }

  /** Where runs come from, where they go, and their lengths, in units of which places have some. */
  int[][] times(int units) {
    int[][] table = new int[3][runs.size()];
    for (int run = 0; run < runs.size(); run++) {
      for (int i = 0; i < table.length; i++) {
        table[i][run] = Math.multiplyExact(runs.get(run)[i], units);
      }
    }
    return table;
  }
}
