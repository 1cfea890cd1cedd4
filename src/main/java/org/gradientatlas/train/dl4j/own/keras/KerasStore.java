package org.gradientatlas.train.dl4j.own.keras;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ContiguousDataset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradientatlas.data.InvalidDataException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the texts and numbers of an HDF5 file that Keras wrote. jHDF is Java throughout, so that a
 * hostile file meets no native code; links, which could lead to other files, are refused, and so is
 * what is compressed.
 *
 * @param name for messages
 * @param mostWeights that it may hold
 */
public record KerasStore(String name, HdfFile file, long mostWeights) {
  private static final int MOST_NAMES = 10_000;

  /** Keras cuts long lists of names into attributes with numbers at their ends. */
  private static final int MOST_PARTS = 1_000;

  /**
   * Reads all texts and numbers.
   *
   * @throws InvalidDataException if there is no model in it, or more of one than a study takes
   * @throws RuntimeException of any kind if the file is damaged
   */
  public static KerasContent read(String name, byte[] bytes, long mostWeights) {
    try (HdfFile file = HdfFile.fromBytes(bytes)) {
      if (file.getHdfBackingStorage().getSuperblock().getEndOfFileAddress() > bytes.length) {
        throw new InvalidDataException(name + " is damaged: it ends early");
      }
      return new KerasStore(name, file, mostWeights).content();
    }
  }

  private KerasContent content() {
    String configuration = text(file, "model_config");
    if (configuration.isEmpty()) {
      throw new InvalidDataException(
          name
              + " has no model_config, as files of weights alone (save_weights) have none: save the"
              + " whole model, model.save(\"model.h5\")");
    }
    var weights = new HashMap<String, Map<String, KerasArray>>();
    if (file.getChild("model_weights") instanceof Group groups && !groups.isLink()) {
      long[] left = {mostWeights};
      for (String layer : names(groups, "layer_names")) {
        weights.put(layer, weights(group(groups, layer), left));
      }
    }
    return new KerasContent(
        configuration, text(file, "keras_version"), text(file, "backend"), weights);
  }

  private Map<String, KerasArray> weights(Group layer, long[] left) {
    var arrays = new LinkedHashMap<String, KerasArray>();
    for (String path : names(layer, "weight_names")) {
      String weight = path.substring(path.lastIndexOf('/') + 1).replaceFirst(":\\d+$", "");
      // An old TensorFlow numbers what has a name that another layer's has.
      KerasArray array = array(layer, path, left);
      if (arrays.put(weight.replaceFirst("_\\d+$", ""), array) != null) {
        throw new InvalidDataException(
            "%s: layer %s has %s twice".formatted(name, layer.getName(), weight));
      }
    }
    return arrays;
  }

  private KerasArray array(Group layer, String path, long[] left) {
    Group group = layer;
    String[] steps = path.split("/");
    for (int i = 0; i < steps.length - 1; i++) {
      group = group(group, steps[i]);
    }
    Node node = group.getChild(steps[steps.length - 1]);
    if (!(node instanceof Dataset data) || node.isLink()) {
      throw missing(path);
    }
    if (!(data instanceof ContiguousDataset) || data.isEmpty()) {
      throw new InvalidDataException(
          "%s: %s is compressed or in chunks, and must lie as Keras writes it"
              .formatted(name, path));
    }
    left[0] -= data.getSize();
    if (data.getSize() < 1 || left[0] < 0) {
      throw new InvalidDataException(
          "%s holds more than %d weights, the most that a model may".formatted(name, mostWeights));
    }
    return new KerasArray(data.getDimensions(), numbers(path, data.getDataFlat()));
  }

  private double[] numbers(String path, Object flat) {
    double[] numbers;
    if (flat instanceof float[] floats) {
      numbers = new double[floats.length];
      for (int i = 0; i < floats.length; i++) {
        numbers[i] = floats[i];
      }
    } else if (flat instanceof double[] doubles) {
      numbers = doubles;
    } else {
      throw new InvalidDataException(
          "%s: %s must hold numbers of type float32 or float64".formatted(name, path));
    }
    for (double number : numbers) {
      if (!Double.isFinite(number)) {
        throw new InvalidDataException(
            "%s: %s has %s, which is not finite".formatted(name, path, number));
      }
    }
    return numbers;
  }

  private Group group(Group parent, String child) {
    Node node = parent.getChild(child);
    if (!(node instanceof Group group) || node.isLink()) {
      throw missing(child);
    }
    return group;
  }

  private InvalidDataException missing(String path) {
    return new InvalidDataException(
        "%s is damaged: it names %s, which it does not have".formatted(name, path));
  }

  private String text(Node node, String attribute) {
    return read(node, attribute) instanceof String text ? text : "";
  }

  private List<String> names(Node node, String attribute) {
    var names = new ArrayList<String>();
    if (node.getAttribute(attribute) != null) {
      add(names, read(node, attribute));
    } else {
      for (int i = 0; i < MOST_PARTS && node.getAttribute(attribute + i) != null; i++) {
        add(names, read(node, attribute + i));
      }
    }
    if (names.size() > MOST_NAMES) {
      throw new InvalidDataException(
          "%s has more than %d names in %s, the most that a model may"
              .formatted(name, MOST_NAMES, attribute));
    }
    return names;
  }

  private static void add(List<String> names, @Nullable Object value) {
    if (value instanceof String[] several) {
      names.addAll(List.of(several));
    } else if (value instanceof String one) {
      names.add(one);
    }
  }

  private @Nullable Object read(Node node, String name) {
    Attribute attribute = node.getAttribute(name);
    if (attribute == null || attribute.isEmpty() || attribute.getSize() < 1) {
      return null;
    }
    if (attribute.getSizeInBytes() > file.size()) {
      throw new InvalidDataException(
          "%s is damaged: %s is longer than the file".formatted(this.name, name));
    }
    return attribute.getData();
  }
}
