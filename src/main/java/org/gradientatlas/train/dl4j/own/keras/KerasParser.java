package org.gradientatlas.train.dl4j.own.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradientatlas.data.InvalidDataException;

/**
 * Makes a graph of the JSON that Keras 2 and 3 write, and refuses what is not on the lists of
 * {@link KerasLayers}, before anything of it is instantiated.
 */
public final class KerasParser {
  private static final int MOST_DIMENSIONS = 3;

  private final String name;
  private final Set<String> problems = new LinkedHashSet<>();
  private final List<KerasNode> nodes = new ArrayList<>();
  private boolean unknown;

  private KerasParser(String name) {
    this.name = name;
  }

  /**
   * Reads the configuration of a model.
   *
   * @param configuration what the content says, parsed
   * @throws InvalidDataException naming every layer and setting that is not read
   */
  public static KerasModel parse(String name, JsonNode configuration, KerasContent content) {
    var parser = new KerasParser(name);
    parser.checkOrigin(content);
    String output = parser.model(configuration, content.version());
    if (parser.unknown) {
      parser.problem("layers that are read: " + KerasLayers.names());
    }
    if (!output.isEmpty()) {
      parser.checkGraph(output);
    }
    if (!parser.problems.isEmpty()) {
      throw new InvalidDataException(List.copyOf(parser.problems));
    }
    return new KerasModel(parser.nodes, output);
  }

  private void checkOrigin(KerasContent content) {
    String version = content.version();
    if (!version.isEmpty() && !version.startsWith("2.") && !version.startsWith("3.")) {
      problem("keras_version = " + version + " is not read: save the model with Keras 2 or 3");
    }
    if (content.backend().equals("theano") || content.backend().equals("cntk")) {
      problem("backend = " + content.backend() + " is not read: save the model with another");
    }
  }

  private String model(JsonNode root, String version) {
    String type = root.path("class_name").asText();
    JsonNode config = root.path("config");
    JsonNode layers = config.isArray() ? config : config.path("layers");
    if (!Set.of("Sequential", "Functional", "Model").contains(type) || layers.isEmpty()) {
      String given = type.isEmpty() ? "has a model_config without a class_name" : "is a " + type;
      problemOfAll(given + ", and must be a Sequential or a Functional model with layers");
      return "";
    }
    boolean stack = type.equals("Sequential");
    if (stack && !layers.get(0).path("class_name").asText().equals(KerasNode.INPUT)) {
      JsonNode first = layers.get(0).path("config");
      JsonNode shape = shape(first);
      input("input", shape.isMissingNode() ? config.path("build_input_shape") : shape);
    }
    for (JsonNode layer : layers) {
      layer(layer, stack);
      if (version.startsWith("3.") && layer.toString().contains("\"hard_sigmoid\"")) {
        problem("hard_sigmoid of Keras 3 is not read: it has another slope than Deeplearning4j's");
      }
    }
    if (stack) {
      return nodes.get(nodes.size() - 1).name();
    }
    checkSingle(config, "input_layers");
    return checkSingle(config, "output_layers");
  }

  private void layer(JsonNode layer, boolean stack) {
    String type = layer.path("class_name").asText();
    JsonNode config = layer.path("config");
    String title = config.path("name").asText(layer.path("name").asText());
    if (!KerasLayers.has(type)) {
      problem("layer %s is a %s, which %s".formatted(title, type, KerasLayers.refusal(type)));
      unknown = true;
    } else {
      KerasLayers.problems(type, config)
          .forEach(problem -> problem("%s (%s): %s".formatted(title, type, problem)));
    }
    if (!config.path("name").isTextual()) {
      problem("a layer of class " + type + " has no name");
    }
    if (type.equals(KerasNode.INPUT)) {
      input(title, shape(config));
      return;
    }
    List<String> inputs =
        stack
            ? List.of(nodes.get(nodes.size() - 1).name())
            : new KerasInputs(layer.path("inbound_nodes")).names();
    if (inputs.isEmpty()) {
      problem("layer %s reads nothing, or is used more than once".formatted(title));
    }
    nodes.add(new KerasNode(type, title, settings(type, config), inputs));
  }

  /** Settings of a class that is not read would not be of the kind that they must be. */
  private Map<String, Object> settings(String type, JsonNode config) {
    return problems.isEmpty() ? KerasLayers.settings(type, config) : Map.of();
  }

  private static JsonNode shape(JsonNode config) {
    return config.has("batch_input_shape")
        ? config.path("batch_input_shape")
        : config.path("batch_shape");
  }

  /** Of [examples, ...], with null for what is open. */
  private void input(String title, JsonNode shape) {
    var sizes = new ArrayList<Integer>();
    boolean known = shape.isArray() && shape.size() >= 2 && shape.size() <= MOST_DIMENSIONS + 1;
    for (int i = 1; known && i < shape.size(); i++) {
      JsonNode size = shape.get(i);
      boolean open = size.isNull() && i == 1 && shape.size() == MOST_DIMENSIONS;
      if (!open && !KerasSetting.COUNT.takes(size)) {
        known = false;
      }
      sizes.add(size.intValue());
    }
    if (!known) {
      problem(
          "input %s has the shape %s, and must have 1 to 3 known dimensions beside the batch's"
              .formatted(title, shape.isMissingNode() ? "of none" : shape));
    }
    nodes.add(new KerasNode(KerasNode.INPUT, title, Map.of(KerasNode.SHAPE, sizes), List.of()));
  }

  private String checkSingle(JsonNode config, String key) {
    JsonNode ends = config.path(key);
    JsonNode end = ends.size() == 1 && ends.get(0).isArray() ? ends.get(0) : ends;
    if (!end.path(0).isTextual() || end.size() != 3) {
      problem(
          "%s must name one layer, as a study's data has one input and one target".formatted(key));
    }
    return end.path(0).asText();
  }

  private void checkGraph(String output) {
    var known = new HashSet<String>();
    var readers = new HashMap<String, Integer>();
    long inputs = nodes.stream().filter(node -> node.type().equals(KerasNode.INPUT)).count();
    if (inputs != 1 || (!nodes.isEmpty() && !nodes.get(0).type().equals(KerasNode.INPUT))) {
      problemOfAll("must have one input, its first layer, and has %d".formatted(inputs));
    }
    for (KerasNode node : nodes) {
      node.inputs().stream()
          .filter(input -> !known.contains(input))
          .forEach(input -> problem(node.title() + " reads " + input + ", which comes later"));
      node.inputs().forEach(input -> readers.merge(input, 1, Integer::sum));
      if (!known.add(node.name())) {
        problemOfAll("has two layers of the name " + node.name());
      }
    }
    for (KerasNode node : nodes) {
      if (readers.containsKey(node.name()) == node.name().equals(output)) {
        problem(node.title() + " must be read by another layer, unless it is the output");
      }
    }
  }

  /** With a part of the model. */
  private void problem(String what) {
    problems.add(name + ": " + what);
  }

  /** With the model as a whole; the rest of a sentence about it. */
  private void problemOfAll(String what) {
    problems.add(name + " " + what);
  }
}
