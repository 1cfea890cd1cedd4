package org.gradientatlas.train.dl4j.own.keras;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A Keras model as a graph; every layer is of a class that is read, with settings that are.
 *
 * @param nodes each after those that it reads; the first is the only input
 * @param output name of the layer that answers
 */
public record KerasModel(List<KerasNode> nodes, String output) {
  /** Copies the nodes. */
  public KerasModel {
    nodes = List.copyOf(nodes);
  }

  /** The same function in fewer layers, as a study's data and loss need it. */
  public KerasModel simplified() {
    return withoutFlattenedRows().withOutputOfItsOwn();
  }

  /** Rows that are flattened first are read as one list, as images of one channel are too. */
  private KerasModel withoutFlattenedRows() {
    KerasNode input = nodes.get(0);
    List<KerasNode> readers = readers(input.name());
    if (input.shape().length != 2
        || input.shape()[0] == 0
        || readers.size() != 1
        || !readers.get(0).type().equals("Flatten")) {
      return this;
    }
    int size = Math.multiplyExact(input.shape()[0], input.shape()[1]);
    var list =
        new KerasNode(
            input.type(), input.name(), Map.of(KerasNode.SHAPE, List.of(size)), List.of());
    return without(readers.get(0), input.name()).with(input, list);
  }

  /** Dense, then its activation as a layer of its own: one dense layer. */
  private KerasModel withOutputOfItsOwn() {
    KerasNode last = node(output);
    if (!last.type().equals("Softmax") && !last.type().equals("Activation")) {
      return this;
    }
    KerasNode below = node(last.inputs().get(0));
    if (!below.type().equals("Dense")
        || !below.setting("activation").equals("linear")
        || readers(below.name()).size() != 1) {
      return this;
    }
    var settings = new HashMap<>(below.settings());
    settings.put("activation", last.settings().getOrDefault("activation", "softmax"));
    return without(last, below.name())
        .with(below, new KerasNode(below.type(), below.name(), settings, below.inputs()));
  }

  private KerasNode node(String name) {
    return nodes.stream().filter(node -> node.name().equals(name)).findFirst().orElseThrow();
  }

  private List<KerasNode> readers(String name) {
    return nodes.stream().filter(node -> node.inputs().contains(name)).toList();
  }

  private KerasModel with(KerasNode old, KerasNode changed) {
    return new KerasModel(
        nodes.stream().map(node -> node.equals(old) ? changed : node).toList(), output);
  }

  /** Who read a layer reads another in its place. */
  private KerasModel without(KerasNode gone, String instead) {
    var kept = new ArrayList<KerasNode>();
    for (KerasNode node : nodes) {
      if (!node.equals(gone)) {
        kept.add(
            node.reading(
                node.inputs().stream()
                    .map(input -> input.equals(gone.name()) ? instead : input)
                    .toList()));
      }
    }
    return new KerasModel(kept, output.equals(gone.name()) ? instead : output);
  }
}
