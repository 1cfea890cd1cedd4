package org.gradientatlas.train.nd4j.network;

import java.util.List;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.step.ClipNorms;
import org.gradientatlas.train.nd4j.step.Pass;

/** The layers of a network, from the first to the output layer, and the passes through them. */
final class LayerStack {
  private final NetworkInput input;
  private final List<Layer> layers;
  private final ClipNorms norms;
  private final double greatestEntry;

  LayerStack(NetworkInput input, List<Layer> layers, ClipNorms norms) {
    this.input = input;
    this.layers = layers;
    this.norms = norms;
    this.greatestEntry = norms.greatestEntry(input.features().precision());
  }

  int size() {
    return layers.size();
  }

  /** A layer by its index, from 0. */
  Layer get(int layer) {
    return layers.get(layer);
  }

  Layer output() {
    return layers.get(layers.size() - 1);
  }

  void forward(int batch, Pass pass) {
    for (int i = 0; i < layers.size(); i++) {
      if (i > 0) {
        layers.get(i - 1).lift(batch);
      }
      layers.get(i).forward(input(i), i > 0 ? layers.get(i - 1) : null, batch, pass);
      if (i > 0) {
        layers.get(i - 1).lower(batch);
      }
    }
  }

  /**
   * Computes the deltas of all layers from the output layer's, and all gradients but the weights'.
   */
  void backward(int batch) {
    for (int i = layers.size() - 1; i >= 0; i--) {
      layers.get(i).backward(i > 0 ? layers.get(i - 1) : null, batch);
    }
  }

  /** Computes a layer's weight gradient; the outputs below may stay lifted. */
  void gradient(int layer, int batch) {
    double greatestInput = layer == 0 ? input.greatest() : layers.get(layer - 1).outputBound();
    if (layer > 0) {
      layers.get(layer - 1).lift(batch);
    }
    layers.get(layer).gradient(input(layer), greatestInput, batch);
  }

  /** All weight gradients. */
  void gradients(int batch) {
    for (int i = 0; i < layers.size(); i++) {
      gradient(i, batch);
    }
  }

  /** The squared norm of all gradients together. */
  double gradientSquares() {
    double sum = 0;
    for (Layer layer : layers) {
      sum += layer.gradientSquares();
    }
    return sum;
  }

  /**
   * Whether every gradient entry is finite, and any norm it is clipped by. The sizes of activations
   * and deltas nearly always prove it; otherwise the gradients are computed and checked before any
   * is applied.
   */
  boolean gradientsAreFinite(int batch) {
    double greatestInput = input.greatest();
    boolean proven = true;
    for (Layer layer : layers) {
      proven &= layer.gradientBound(greatestInput, batch) < greatestEntry;
      greatestInput = layer.outputBound();
    }
    return proven || computedGradientsAreFinite(batch);
  }

  private boolean computedGradientsAreFinite(int batch) {
    double squares = 0;
    for (int i = 0; i < layers.size(); i++) {
      gradient(i, batch);
      if (!layers.get(i).gradientIsFinite()) {
        return false;
      }
      squares += norms.any() ? layers.get(i).gradientSquares() : 0;
    }
    return Double.isFinite(squares);
  }

  private Tensor input(int layer) {
    return layer == 0 ? input.features() : layers.get(layer - 1).outputs();
  }
}
