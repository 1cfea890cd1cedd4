package org.gradientatlas.train.dl4j.own.keras;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A layer of a Keras model, with the settings that matter to a study; all of them are checked.
 *
 * @param type Keras's class, such as Dense
 * @param settings whole numbers, floating-point numbers, texts, truth values and lists of them
 * @param inputs names of the layers that it reads
 */
public record KerasNode(
    String type, String name, Map<String, Object> settings, List<String> inputs) {
  /** The class of an input. */
  public static final String INPUT = "InputLayer";

  static final String SHAPE = "shape";

  /** Copies the settings. */
  public KerasNode {
    settings = Map.copyOf(settings);
    inputs = List.copyOf(inputs);
  }

  /** Numbers in each dimension of an example; 0 for a dimension that is left open. */
  public int[] shape() {
    return ((List<?>) setting(SHAPE)).stream().mapToInt(size -> (Integer) size).toArray();
  }

  /** A setting that Keras always writes. */
  public Object setting(String key) {
    return Objects.requireNonNull(settings.get(key), key);
  }

  KerasNode reading(List<String> others) {
    return new KerasNode(type, name, settings, others);
  }

  /** How messages call it. */
  public String title() {
    return name + " (" + type + ")";
  }
}
