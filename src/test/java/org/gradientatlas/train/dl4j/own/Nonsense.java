package org.gradientatlas.train.dl4j.own;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Configurations with one wrong value each. */
final class Nonsense {
  private Nonsense() {}

  /** The JSON with another value in each of its places in turn. */
  static List<String> inEachPlace(String json, String value) throws IOException {
    var mapper = new ObjectMapper();
    int size = places(mapper.readTree(json)).size();
    var all = new ArrayList<String>();
    for (int i = 0; i < size; i++) {
      JsonNode tree = mapper.readTree(json);
      places(tree).get(i).accept(mapper.readTree(value));
      all.add(tree.toString());
    }
    return all;
  }

  /** What puts another value into each place of a tree. */
  private static List<Consumer<JsonNode>> places(JsonNode tree) {
    var places = new ArrayList<Consumer<JsonNode>>();
    if (tree instanceof ObjectNode object) {
      object
          .fieldNames()
          .forEachRemaining(
              key -> {
                places.add(value -> object.set(key, value));
                places.addAll(places(object.get(key)));
              });
    } else if (tree instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int index = i;
        places.add(value -> array.set(index, value));
        places.addAll(places(array.get(i)));
      }
    }
    return places;
  }
}
