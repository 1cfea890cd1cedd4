package org.gradientatlas.train.dl4j.own;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.train.dl4j.own.keras.KerasNode;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The order in which Keras flattens: all channels of the first place, then the next place's.
 * Deeplearning4j has all places of the first channel first.
 *
 * @param places of an image, or time steps
 * @param channels or features of a time step
 */
record KerasOrder(long places, long channels) {
  /** Layers that treat all numbers alike, or one by one. */
  private static final Set<String> KEEPING =
      Set.of("Activation", "Add", "BatchNormalization", "LeakyReLU", "ReLU");

  /** Of what Flatten reads; null if both orders are one. */
  static @Nullable KerasOrder of(InputType type) {
    KerasOrder order =
        switch (type.getType()) {
          case CNN -> {
            var image = (InputType.InputTypeConvolutional) type;
            yield new KerasOrder(image.getHeight() * image.getWidth(), image.getChannels());
          }
          case RNN -> {
            var sequence = (InputType.InputTypeRecurrent) type;
            yield new KerasOrder(sequence.getTimeSeriesLength(), sequence.getSize());
          }
          default -> new KerasOrder(1, 1);
        };
    return order.places == 1 || order.channels == 1 ? null : order;
  }

  /** Weights of [inputs] or [inputs, outputs], their inputs in Deeplearning4j's order. */
  INDArray reordered(INDArray weights) {
    long outputs = weights.length() / (places * channels);
    return weights
        .reshape('c', places, channels, outputs)
        .permute(1, 0, 2)
        .dup('c')
        .reshape('c', weights.shape());
  }

  /**
   * The order of what a layer gives, by the orders of what it reads; null for none.
   *
   * @throws InvalidDataException if the layer would mix numbers up
   */
  static @Nullable KerasOrder after(
      String file, KerasNode node, boolean last, Map<String, KerasOrder> orders) {
    List<KerasOrder> below =
        node.inputs().stream().filter(orders::containsKey).map(orders::get).distinct().toList();
    if (below.isEmpty() || node.type().equals("Dense")) {
      return null;
    }
    if (last
        || below.size() > 1
        || !orders.keySet().containsAll(node.inputs())
        || !KEEPING.contains(node.type())) {
      throw new InvalidDataException(
          "%s: %s reads what Flatten gives, and must come behind a Dense"
              .formatted(file, node.title()));
    }
    return below.get(0);
  }
}
