package org.gradientatlas.train.dl4j.own.keras;

import java.util.Map;

/**
 * What a study reads of a Keras file: texts and numbers.
 *
 * @param configuration JSON of the model
 * @param version of Keras, such as 2.15.0; empty if the file does not say
 * @param backend of Keras, such as tensorflow; empty if the file does not say
 * @param weights by layer, then by their own name, such as kernel
 */
public record KerasContent(
    String configuration,
    String version,
    String backend,
    Map<String, Map<String, KerasArray>> weights) {
  /** Copies the weights. */
  public KerasContent {
    weights = Map.copyOf(weights);
  }

  /** The weights of a layer; none if it has none. */
  public Map<String, KerasArray> of(String layer) {
    return weights.getOrDefault(layer, Map.of());
  }
}
