package org.gradientatlas.train.dl4j.own;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Looks through a configuration before Deeplearning4j sees it: it may name allowed classes and no
 * other, and may ask for nothing that a study does not do.
 */
final class ModelCheck {
  private static final String CLASS = "@class";

  /** Names of layers and constants. A class, a path or an address has a dot, a slash or a colon. */
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N} _+()=-]{0,200}");

  private static final Map<String, String> UNSUPPORTED =
      Map.of(
          "idropout", "dropout, which draws numbers that no seed of the study decides",
          "weightNoise", "weight noise, which draws numbers that no seed of the study decides",
          "regularization", "regularization, which studies do not have",
          "regularizationBias", "regularization of biases, which studies do not have",
          "constraints", "constraints on weights, which studies do not have");

  private static final Set<String> LAYOUTS = Set.of("NHWC", "NWC");

  private final String name;
  private final Set<String> problems = new LinkedHashSet<>();

  private ModelCheck(String name) {
    this.name = name;
  }

  /** Everything that is wrong, one sentence each. */
  static List<String> problems(String name, JsonNode tree) {
    var check = new ModelCheck(name);
    check.walk("", tree);
    return List.copyOf(check.problems);
  }

  private void walk(String path, JsonNode node) {
    if (node.isObject()) {
      node.fields().forEachRemaining(field -> field(path, field.getKey(), field.getValue()));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        walk(path + "[" + i + "]", node.get(i));
      }
    } else if (node.isTextual()) {
      text(path, node.textValue());
    }
  }

  private void field(String path, String key, JsonNode value) {
    String below = path.isEmpty() ? key : path + "." + key;
    String unsupported = UNSUPPORTED.get(key);
    if (key.equals(CLASS)) {
      type(below, value);
      return;
    }
    if (!NAME.matcher(key).matches()) {
      problem(below, "is no name: names have letters, digits, spaces, _ and -");
    } else if (unsupported != null && !isNothing(value)) {
      problem(below, "asks for " + unsupported + "; take it out of the model");
    } else if (key.equals("backpropType") && !value.asText().equals("Standard")) {
      problem(below, "= " + value.asText() + " must be Standard");
    }
    walk(below, value);
  }

  private static boolean isNothing(JsonNode value) {
    return value.isNull() || (value.isContainerNode() && value.isEmpty());
  }

  private void type(String path, JsonNode value) {
    if (!value.isTextual() || !AllowedClasses.has(value.textValue())) {
      problem(
          path,
          "= "
              + value.asText()
              + " is not allowed: only layers and settings of Deeplearning4j's own are, none that"
              + " is custom, lambda, SameDiff, frozen, or draws numbers");
    }
  }

  private void text(String path, String text) {
    if (LAYOUTS.contains(text)) {
      problem(path, "= " + text + " is not read: channels come first, as NCHW and NCW");
    } else if (!NAME.matcher(text).matches()) {
      problem(
          path,
          "= "
              + text
              + " is no name, as a class, path or address is none: names have letters,"
              + " digits, spaces, _ and -");
    }
  }

  private void problem(String path, String what) {
    problems.add("%s: %s %s".formatted(name, path, what));
  }
}
