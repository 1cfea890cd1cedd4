package org.gradientatlas.train.dl4j.own;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether a configuration has the parts that every one has. Deeplearning4j takes one without them
 * for that of an old version, or meets a null in the middle of its work.
 */
final class ModelStructure {
  /** What a layer with units always has. */
  private static final List<String> PARTS = List.of("activationFn", "iupdater");

  private final String name;
  private final List<String> problems = new ArrayList<>();

  private ModelStructure(String name) {
    this.name = name;
  }

  /** Everything that is missing, one sentence each. */
  static List<String> problems(String name, JsonNode tree) {
    var structure = new ModelStructure(name);
    JsonNode stack = tree.path("confs");
    for (int i = 0; i < stack.size(); i++) {
      structure.settings("confs[" + i + "]", stack.get(i));
    }
    for (Map.Entry<String, JsonNode> vertex : tree.path("vertices").properties()) {
      structure.vertex("vertices." + vertex.getKey(), vertex.getValue());
    }
    return structure.problems;
  }

  private void vertex(String path, JsonNode vertex) {
    if (!vertex.path("@class").isTextual()) {
      problem(path, vertex, "must be a vertex, with its @class");
    } else if (vertex.path("@class").textValue().endsWith(".LayerVertex")) {
      settings(path + ".layerConf", vertex.path("layerConf"));
    }
  }

  private void settings(String path, JsonNode settings) {
    JsonNode layer = settings.path("layer");
    if (!layer.isObject() || layer.isEmpty()) {
      problem(path, settings, "must be the settings of a layer, with the layer itself");
      return;
    }
    boolean wrapper = layer.has("fwd"); // its units are those of the layers in it
    boolean units = layer.path("nout").asLong() > 0 && !wrapper;
    for (String part : PARTS) {
      if (units && !layer.path(part).isObject()) {
        problems.add(
            "%s: %s.layer has no %s; save the network anew, or write its configuration by toJson()"
                .formatted(name, path, part));
      }
    }
  }

  private void problem(String path, JsonNode value, String what) {
    String text = value.isMissingNode() ? "nothing" : value.toString();
    String shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
    problems.add("%s: %s = %s %s".formatted(name, path, shown, what));
  }
}
