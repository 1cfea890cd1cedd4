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

  /** A range of parameters that is clipped as one unit. */
  record Unit(int from, int end) {}
}
