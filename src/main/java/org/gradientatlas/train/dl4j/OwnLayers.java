package org.gradientatlas.train.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.AbstractLSTM;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.gradientatlas.axis.architecture.TensorRole;
import org.gradientatlas.axis.architecture.TensorSite;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.InitialTensors;
import org.gradientatlas.train.dl4j.own.InnerLayers;
import org.gradientatlas.train.dl4j.own.OwnGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Finds the layers with parameters of a network that Deeplearning4j has laid out. */
final class OwnLayers {
  private static final int GATES = 4;

  private OwnLayers() {}

  /** Those that learn, in the order of Deeplearning4j's flat vectors. */
  static List<OwnLayer> of(ComputationGraph graph) {
    return all(graph).stream().filter(layer -> !layer.learned().isEmpty()).toList();
  }

  /** Also those that only keep statistics, numbered 0. */
  private static List<OwnLayer> all(ComputationGraph graph) {
    var layers = new ArrayList<OwnLayer>();
    int learning = 0;
    for (int index : graph.topologicalSortOrder()) {
      GraphVertex vertex = graph.getVertices()[index];
      if (vertex.hasLayer() && vertex.getLayer().numParams() > 0) {
        List<OwnTensor> tensors = tensors(vertex.getLayer());
        boolean learns = tensors.stream().anyMatch(OwnTensor::learned);
        layers.add(new OwnLayer(learns ? ++learning : 0, vertex.getVertexName(), tensors));
      }
    }
    return layers;
  }

  /** Initial parameters by the grid's initializer, in the same order. */
  static double[] drawn(ComputationGraph graph, Trial trial) {
    double[] flat = new double[Math.toIntExact(graph.numParams())];
    for (OwnLayer layer : all(graph)) {
      int ordinal = 0;
      for (OwnTensor tensor : layer.tensors()) {
        for (int block = 0; block < tensor.sites().size(); block++) {
          double[] numbers = InitialTensors.of(trial, layer.site(), ordinal++);
          int columns = tensor.first().columns();
          for (int i = 0; i < numbers.length; i++) {
            flat[tensor.index(block, i / columns, i % columns)] = numbers[i];
          }
        }
      }
    }
    return flat;
  }

  private static List<OwnTensor> tensors(org.deeplearning4j.nn.api.Layer layer) {
    var tensors = new ArrayList<OwnTensor>();
    layer
        .paramTable()
        .forEach(
            (name, view) ->
                tensors.add(
                    isLine(layer) && view.rank() == 4
                        ? OwnTensor.ofLine(name, view, sites(layer, name, view))
                        : OwnTensor.of(
                            name, view, sites(layer, name, view), !OwnGraph.isStatistic(name))));
    tensors.sort(java.util.Comparator.comparing(OwnTensor::from));
    return tensors;
  }

  private static boolean isLine(org.deeplearning4j.nn.api.Layer layer) {
    return InnerLayers.of(layer.conf().getLayer()).get(0) instanceof Convolution1DLayer;
  }

  private static List<TensorSite> sites(
      org.deeplearning4j.nn.api.Layer layer, String name, INDArray view) {
    var settings = layer.conf().getLayer();
    var inner = (BaseLayer) InnerLayers.of(settings).get(0);
    boolean weights = settings.initializer().isWeightParam(settings, name);
    if (inner instanceof AbstractLSTM gated) {
      return gates(gated, name, view, weights);
    }
    if (weights) {
      return List.of(view.rank() == 4 ? kernel(name, view) : matrix(name, view, 1));
    }
    return List.of(vector(name, (int) view.length(), role(inner, name), start(inner, name)));
  }

  private static List<TensorSite> gates(
      AbstractLSTM gated, String name, INDArray view, boolean weights) {
    var sites = new ArrayList<TensorSite>();
    for (int gate = 0; gate < GATES; gate++) {
      // Deeplearning4j's order: input, forget, output, modulation.
      double start = gate == 1 ? gated.getForgetGateBiasInit() : gated.getBiasInit();
      sites.add(
          weights
              ? matrix(name, view, GATES)
              : vector(name, (int) view.length() / GATES, TensorRole.BIAS, start));
    }
    return sites;
  }

  private static TensorSite matrix(String name, INDArray view, int parts) {
    int rows = (int) view.size(0);
    int columns = (int) view.size(1) / parts;
    return new TensorSite(name, TensorRole.WEIGHTS, rows, columns, rows, columns, true, 0, 1);
  }

  /** Of [outputs, inputs, height, width]. */
  private static TensorSite kernel(String name, INDArray view) {
    int outputs = (int) view.size(0);
    int places = (int) (view.size(2) * view.size(3));
    int rows = places * (int) view.size(1);
    return new TensorSite(
        name, TensorRole.WEIGHTS, rows, outputs, rows, places * outputs, true, 0, 1);
  }

  private static TensorSite vector(String name, int units, TensorRole role, double start) {
    return new TensorSite(name, role, 1, units, 1, units, false, start, 1);
  }

  private static TensorRole role(BaseLayer layer, String name) {
    if (layer instanceof BatchNormalization) {
      return name.equals("gamma") ? TensorRole.GAIN : TensorRole.SHIFT;
    }
    return name.equals("g") ? TensorRole.GAIN : TensorRole.BIAS;
  }

  private static double start(BaseLayer layer, String name) {
    return switch (name) {
      case "gamma" -> ((BatchNormalization) layer).getGamma();
      case "beta" -> ((BatchNormalization) layer).getBeta();
      case "var" -> 1;
      case "mean", "log10stdev" -> 0;
      case "g" -> layer.getGainInit();
      default -> layer.getBiasInit();
    };
  }
}
