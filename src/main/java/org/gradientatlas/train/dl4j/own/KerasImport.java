package org.gradientatlas.train.dl4j.own;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.modelimport.keras.KerasLayer;
import org.deeplearning4j.nn.modelimport.keras.exceptions.InvalidKerasConfigurationException;
import org.deeplearning4j.nn.modelimport.keras.exceptions.UnsupportedKerasConfigurationException;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.train.dl4j.own.keras.KerasModel;
import org.gradientatlas.train.dl4j.own.keras.KerasNode;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A Keras model as a configuration of Deeplearning4j's, channels first. A network that reads
 * channels last is the same network: only the rows of a dense layer behind Flatten stand in another
 * order.
 */
final class KerasImport {
  private final String name;
  private final Map<String, Weighted> weighted = new LinkedHashMap<>();
  private final Map<String, InputType> types = new HashMap<>();
  private final Map<String, KerasOrder> orders = new HashMap<>();
  private final GraphBuilder graph =
      new NeuralNetConfiguration.Builder().dataType(DataType.DOUBLE).graphBuilder();
  private boolean endsWithLoss;
  private byte[] json = {};

  /**
   * A layer with weights.
   *
   * @param order of its inputs in the file; as Deeplearning4j has it if empty
   */
  record Weighted(KerasNode node, KerasLayer layer, Optional<KerasOrder> order) {}

  private KerasImport(String name) {
    this.name = name;
  }

  /**
   * Translates a checked model; nothing is allocated.
   *
   * @throws InvalidDataException naming a layer that does not fit the others
   */
  static KerasImport of(String name, KerasModel model) {
    var translated = new KerasImport(name);
    try {
      translated.translate(model.simplified());
      translated.json = translated.written();
    } catch (InvalidDataException e) {
      throw e;
    } catch (InvalidKerasConfigurationException
        | UnsupportedKerasConfigurationException
        | RuntimeException e) { // settings that no Keras wrote
      throw new InvalidDataException(
          "%s is not read by Deeplearning4j's import: %s"
              .formatted(name, Reason.of(e, "a setting is not as Keras writes it")));
    }
    return translated;
  }

  /** Deeplearning4j's configuration as it would be saved. */
  byte[] json() {
    return json;
  }

  private byte[] written() {
    ComputationGraphConfiguration built = graph.build();
    built.getVertices().values().stream()
        .filter(LayerVertex.class::isInstance)
        .map(vertex -> ((LayerVertex) vertex).getLayerConf())
        .forEach(KerasImport::addNames);
    return built.toJson().getBytes(StandardCharsets.UTF_8);
  }

  /** By its parameters' names Deeplearning4j tells what a saved normalization's statistics are. */
  private static void addNames(NeuralNetConfiguration settings) {
    Layer layer = settings.getLayer();
    layer.initializer().paramKeys(layer).forEach(settings::addVariable);
  }

  /** The layers with weights, by name. */
  Map<String, Weighted> weighted() {
    return weighted;
  }

  private void translate(KerasModel model)
      throws InvalidKerasConfigurationException, UnsupportedKerasConfigurationException {
    for (KerasNode node : model.nodes()) {
      if (node.type().equals(KerasNode.INPUT)) {
        graph.addInputs(node.name());
        types.put(node.name(), KerasShapes.type(node.shape()));
      } else if (node.type().equals("Flatten")) {
        flatten(node);
      } else {
        add(node, node.name().equals(model.output()));
      }
    }
    graph.setOutputs(end(model.output()));
    graph.validateOutputLayerConfig(false);
  }

  private void flatten(KerasNode node) {
    InputType type = type(node.inputs().get(0));
    KerasOrder order = KerasOrder.of(type);
    if (order != null) {
      orders.put(node.name(), order);
    }
    if (type instanceof InputType.InputTypeConvolutional image) {
      put(
          node,
          new PreprocessorVertex(
              new CnnToFeedForwardPreProcessor(
                  image.getHeight(), image.getWidth(), image.getChannels())));
    } else if (Sizes.isEndless(type)) {
      throw new InvalidDataException(
          "%s: %s reads a sequence whose time steps the model does not say"
              .formatted(name, node.title()));
    } else {
      put(
          node,
          new ReshapeVertex(
              'c', new int[] {-1, Math.toIntExact(type.arrayElementsPerExample())}, null));
    }
  }

  private void add(KerasNode node, boolean last)
      throws InvalidKerasConfigurationException, UnsupportedKerasConfigurationException {
    List<InputType> inputs = node.inputs().stream().map(this::type).toList();
    KerasShapes.check(name, node, inputs);
    var order = Optional.ofNullable(orders.get(node.inputs().get(0)));
    KerasOrder after = KerasOrder.after(name, node, last, orders);
    if (after != null) {
      orders.put(node.name(), after);
    }
    KerasLayer imported = KerasSettings.imported(node);
    if (imported.getLayer() == null) {
      put(node, imported.getVertex());
      return;
    }
    if (imported.getNumParams() > 0) {
      weighted.put(node.name(), new Weighted(node, imported, order));
    }
    Layer layer = imported.getLayer();
    layer.setNIn(inputs.get(0), true);
    layer = last ? KerasOutput.of(layer) : layer;
    graph.addLayer(node.name(), layer, node.inputs().toArray(String[]::new));
    types.put(node.name(), Sizes.after(layer, types.size(), inputs.get(0)));
    endsWithLoss = last && OutputKinds.endsNetwork(layer);
  }

  private void put(KerasNode node, GraphVertex vertex) {
    graph.addVertex(node.name(), vertex, node.inputs().toArray(String[]::new));
    InputType[] inputs = node.inputs().stream().map(this::type).toArray(InputType[]::new);
    types.put(node.name(), vertex.getOutputType(types.size(), inputs));
  }

  /** The layer that the study's loss reads. */
  private String end(String output) {
    if (endsWithLoss) {
      return output;
    }
    graph.addLayer(output + " loss", KerasOutput.loss(), output);
    return output + " loss";
  }

  private InputType type(String layer) {
    return Objects.requireNonNull(types.get(layer), layer);
  }
}
