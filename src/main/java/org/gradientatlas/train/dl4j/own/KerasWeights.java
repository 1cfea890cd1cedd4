package org.gradientatlas.train.dl4j.own;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.modelimport.keras.exceptions.InvalidKerasConfigurationException;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.train.dl4j.own.keras.KerasContent;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The weights of a Keras file in the order of Deeplearning4j's flat vector. Its import lays each
 * layer's out.
 *
 * @param name of the file, for messages
 */
record KerasWeights(String name, KerasContent content, KerasImport imported) {

  /**
   * All parameters.
   *
   * @param graph the checked network, whose sizes are within bounds
   * @throws InvalidDataException if weights are missing, or of another shape
   */
  double[] of(OwnGraph graph) {
    int size = Math.toIntExact(graph.parameters());
    checkCount(size);
    try (INDArray flat = Nd4j.zeros(DataType.DOUBLE, 1, size)) {
      var network = new ComputationGraph(graph.configuration());
      network.init(flat, false);
      for (KerasImport.Weighted layer : imported.weighted().values()) {
        Map<String, INDArray> own = own(layer);
        network
            .getLayer(layer.node().name())
            .paramTable()
            .forEach((key, parameter) -> assign(layer, key, parameter, own.get(key)));
      }
      return flat.toDoubleVector();
    }
  }

  /** Before anything is allocated for weights that the file does not have. */
  private void checkCount(int size) {
    long given =
        imported.weighted().keySet().stream()
            .flatMap(layer -> content.of(layer).values().stream())
            .mapToLong(array -> array.numbers().length)
            .sum();
    if (given != size) {
      throw new InvalidDataException(
          "%s has %d weights, and its layers need %d".formatted(name, given, size));
    }
  }

  private Map<String, INDArray> own(KerasImport.Weighted layer) {
    var keras = new HashMap<String, INDArray>();
    content.of(layer.node().name()).forEach((key, array) -> keras.put(key, array.array()));
    try {
      layer.layer().setWeights(keras);
    } catch (InvalidKerasConfigurationException | RuntimeException e) { // shapes that lie
      throw new InvalidDataException(
          "%s: the weights of %s are not those of its settings: %s"
              .formatted(
                  name, layer.node().title(), Reason.of(e, "they are not as Keras writes them")));
    }
    return layer.layer().getWeights();
  }

  private void assign(
      KerasImport.Weighted layer, String key, INDArray parameter, @Nullable INDArray imported) {
    if (imported == null || !fits(layer, imported.shape(), parameter.shape())) {
      throw new InvalidDataException(
          "%s: the weights of %s are not those of its settings: %s has the shape %s, and must have %s"
              .formatted(
                  name,
                  layer.node().title(),
                  key,
                  imported == null ? "of none" : Arrays.toString(imported.shape()),
                  Arrays.toString(parameter.shape())));
    }
    INDArray value = imported.castTo(DataType.DOUBLE);
    boolean inputs = key.equals("W") || layer.node().type().equals("BatchNormalization");
    if (inputs && layer.order().isPresent()) {
      value = layer.order().get().reordered(value);
    }
    parameter.assign(value.dup('c').reshape('c', parameter.shape()));
  }

  /**
   * A Conv1D's kernel stays as it stands in the file: Deeplearning4j says that it has [outputs,
   * inputs, places, 1], and reads the same numbers as [places, inputs, outputs].
   */
  private static boolean fits(KerasImport.Weighted layer, long[] imported, long[] parameter) {
    List<Long> given = sizes(imported);
    if (layer.node().type().equals("Conv1D")) {
      Collections.reverse(given);
    }
    return given.equals(sizes(parameter));
  }

  /** Without those of 1: Deeplearning4j has rows where Keras has lists. */
  private static List<Long> sizes(long[] shape) {
    var sizes = new ArrayList<Long>();
    Arrays.stream(shape).filter(size -> size != 1).forEach(sizes::add);
    return sizes;
  }
}
