package org.gradientatlas.train.dl4j;

import java.util.List;

/** Where a layer's parameters lie in Deeplearning4j's flat parameter and gradient vectors. */
interface LayerRange {
  /** From 1; the output layer has the greatest. */
  int layer();

  /** The first index. */
  int from();

  /** The first index after this layer. */
  int end();

  /** What is clipped as one unit; together the whole layer. */
  List<Unit> units();

  /**
   * Parameters that are clipped as one unit.
   *
   * @param from index of the first
   * @param end an index after the last
   * @param stride from one to the next
   */
  record Unit(int from, int end, int stride) {
    Unit(int from, int end) {
      this(from, end, 1);
    }
  }
}
