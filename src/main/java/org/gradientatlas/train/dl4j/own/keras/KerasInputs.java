package org.gradientatlas.train.dl4j.own.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Which layers a layer of a Functional model reads: Keras 2 writes [[["dense", 0, 0, {}]]], and
 * Keras 3 its tensors with their history.
 */
record KerasInputs(JsonNode nodes) {

  /** None if the layer is used more than once, or with arguments beside its inputs. */
  List<String> names() {
    if (nodes.size() != 1) {
      return List.of();
    }
    JsonNode call = nodes.get(0);
    var names = new ArrayList<String>();
    boolean plain = call.isArray() ? lists(call, names) : histories(call.path("args"), names);
    boolean bare = call.isArray() || arguments(call.path("kwargs"));
    return plain && bare ? names : List.of();
  }

  private static boolean lists(JsonNode calls, List<String> names) {
    for (JsonNode call : calls) {
      if (!isFirst(call) || !arguments(call.path(3))) {
        return false;
      }
      names.add(call.get(0).textValue());
    }
    return true;
  }

  private static boolean histories(JsonNode arguments, List<String> names) {
    for (JsonNode argument : arguments) {
      JsonNode history = argument.path("config").path("keras_history");
      if (argument.isArray() ? !histories(argument, names) : !isFirst(history)) {
        return false;
      }
      if (!argument.isArray()) {
        names.add(history.get(0).textValue());
      }
    }
    return true;
  }

  /** The first output of the first use of a layer. */
  private static boolean isFirst(JsonNode end) {
    return end.path(0).isTextual() && end.path(1).asInt(-1) == 0 && end.path(2).asInt(-1) == 0;
  }

  private static boolean arguments(JsonNode given) {
    for (JsonNode value : given) {
      if (!value.isNull() && !(value.isBoolean() && !value.booleanValue())) {
        return false;
      }
    }
    return true;
  }
}
