package org.gradientatlas.train.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gradientatlas.study.Trial;

/**
 * Where a layer's parameters lie in Deeplearning4j's flat parameter and gradient vectors: weights
 * column by column, then biases.
 *
 * @param layer 1 to depth + 1
 * @param from index of the first weight
 * @param biases how many biases: fanOut, or 0
 */
record Slice(int layer, int fanIn, int fanOut, int from, int biases) implements LayerRange {

  /** All layers of a trial's network, in order. */
  static List<Slice> of(Trial.Network network, int inputs, int outputs) {
    List<Slice> slices = new ArrayList<>();
    int fanIn = inputs;
    int from = 0;
    for (int layer = 1; layer <= network.depth() + 1; layer++) {
      int fanOut = layer <= network.depth() ? network.width() : outputs;
      var slice = new Slice(layer, fanIn, fanOut, from, network.bias() ? fanOut : 0);
      slices.add(slice);
      fanIn = fanOut;
      from = slice.end();
    }
    return List.copyOf(slices);
  }

  /** The index of the weight from input i to unit j. */
  int weight(int i, int j) {
    return from + j * fanIn + i;
  }

  /** The index of the first bias; the first after the weights. */
  int bias() {
    return from + fanIn * fanOut;
  }

  @Override
  public int end() {
    return bias() + biases;
  }

  /** Each column of the weights, or the whole if it is a single row; then the biases. */
  @Override
  public List<Unit> units() {
    List<Unit> units = new ArrayList<>();
    int size = fanIn == 1 ? fanOut : fanIn;
    for (int at = from; at < bias(); at += size) {
      units.add(new Unit(at, at + size));
    }
    units.add(new Unit(bias(), end()));
    return units;
  }

  /** A copy of the weights' entries. */
  double[] weights(double[] flat) {
    return Arrays.copyOfRange(flat, from, bias());
  }

  /** A copy of the biases' entries. */
  double[] biases(double[] flat) {
    return Arrays.copyOfRange(flat, bias(), end());
  }
}
