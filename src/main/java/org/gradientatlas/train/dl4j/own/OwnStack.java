package org.gradientatlas.train.dl4j.own;

import java.util.LinkedHashMap;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;

/** A MultiLayerNetwork as a graph, its layers named by their number from 1. */
final class OwnStack {
  private OwnStack() {}

  static ComputationGraphConfiguration graph(MultiLayerConfiguration stack) {
    var vertices = new LinkedHashMap<String, GraphVertex>();
    var inputs = new LinkedHashMap<String, List<String>>();
    String below = "input";
    List<NeuralNetConfiguration> layers = stack.getConfs();
    for (int i = 0; i < layers.size(); i++) {
      String name = "layer " + (i + 1);
      vertices.put(name, new LayerVertex(layers.get(i), stack.getInputPreProcess(i)));
      inputs.put(name, List.of(below));
      below = name;
    }
    var graph = new ComputationGraphConfiguration();
    graph.setVertices(vertices);
    graph.setVertexInputs(inputs);
    graph.setNetworkInputs(List.of("input"));
    graph.setNetworkOutputs(List.of(below));
    graph.setDefaultConfiguration(new NeuralNetConfiguration.Builder().build());
    return graph;
  }
}
