package org.gradientatlas.train.dl4j.own;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.train.ModelFile;
import org.jspecify.annotations.Nullable;

/**
 * The network of a file as a graph of one input and one output; a MultiLayerNetwork is a graph
 * without branches. Nothing is allocated yet.
 */
public final class OwnGraph {
  /** More would not fit beside their gradients and the optimizer's state. */
  static final long MOST_PARAMETERS = 32_000_000;

  private static final int MOST_VERTICES = 10_000;

  /** Units, channels and places under a kernel, so that products of them do not overflow. */
  private static final long MOST_UNITS = 1 << 20;

  /** A batch normalization's running statistics, which are no weights though they are stored so. */
  private static final Set<String> STATISTICS = Set.of("mean", "var", "log10stdev");

  /**
   * A vertex that comes after all those that it reads.
   *
   * @param inputs names of vertices, or of the network's input
   */
  public record Node(String name, GraphVertex vertex, List<String> inputs) {
    /** Copies the names. */
    public Node {
      inputs = List.copyOf(inputs);
    }

    /** Its layer; null if it is no layer. */
    public @Nullable Layer layer() {
      return vertex instanceof LayerVertex of ? of.getLayerConf().getLayer() : null;
    }
  }

  private final ModelFile file;
  private final ComputationGraphConfiguration configuration;
  private final List<Node> nodes;

  private OwnGraph(ModelFile file, ComputationGraphConfiguration configuration, List<Node> nodes) {
    this.file = file;
    this.configuration = configuration;
    this.nodes = nodes;
  }

  /**
   * Builds the configuration of a checked file.
   *
   * @throws InvalidDataException if it is no network that a study can train
   */
  public static OwnGraph of(ModelFile file) {
    try {
      ComputationGraphConfiguration configuration =
          file.graph()
              ? ComputationGraphConfiguration.fromJson(file.configuration())
              : OwnStack.graph(MultiLayerConfiguration.fromJson(file.configuration()));
      var graph = new OwnGraph(file, configuration, nodes(file, configuration));
      graph.checkStructure();
      graph.checkSizes();
      return graph;
    } catch (InvalidDataException e) {
      throw e;
    } catch (RuntimeException e) { // whatever Deeplearning4j makes of a file that no version wrote
      throw new InvalidDataException(
          "%s is not read by Deeplearning4j 1.0.0-M2.1: %s"
              .formatted(
                  file.name(),
                  Reason.of(e, "it is not as that version writes it; save the network anew")));
    }
  }

  static long parameters(ModelFile file) {
    return of(file).parameters();
  }

  /** Deeplearning4j's configuration, to be changed by whoever trains it. */
  public ComputationGraphConfiguration configuration() {
    return configuration;
  }

  /** All vertices, each after those that it reads; the output is the last. */
  public List<Node> nodes() {
    return nodes;
  }

  /** The file's name. */
  public String name() {
    return file.name();
  }

  /** The vertex that the loss reads. */
  public Node output() {
    return nodes.get(nodes.size() - 1);
  }

  /** The name of the input. */
  public String input() {
    return configuration.getNetworkInputs().get(0);
  }

  /** All numbers of its layers, learned or not. */
  public long parameters() {
    long sum = 0;
    for (Node node : nodes) {
      Layer layer = node.layer();
      sum += layer == null ? 0 : layer.initializer().numParams(layer);
    }
    return sum;
  }

  /** The vertices with learned numbers: the layers of tables, from 1 on. */
  public List<Node> learned() {
    return nodes.stream().filter(node -> hasLearned(node.layer())).toList();
  }

  private static boolean hasLearned(@Nullable Layer layer) {
    return layer != null
        && layer.initializer().paramKeys(layer).stream().anyMatch(key -> !isStatistic(key));
  }

  /** Whether a parameter is a running statistic, which no gradient changes. */
  public static boolean isStatistic(String parameter) {
    return STATISTICS.contains(parameter);
  }

  private static List<Node> nodes(ModelFile file, ComputationGraphConfiguration configuration) {
    Map<String, GraphVertex> vertices = configuration.getVertices();
    Map<String, List<String>> inputs = configuration.getVertexInputs();
    if (vertices != null && vertices.size() > MOST_VERTICES) {
      throw new InvalidDataException(
          "%s has %d layers and vertices; %d is the most that a model may"
              .formatted(file.name(), vertices.size(), MOST_VERTICES));
    }
    if (vertices == null || vertices.isEmpty()) {
      throw new InvalidDataException(file.name() + " has no layers");
    }
    if (inputs == null
        || configuration.getNetworkInputs() == null
        || configuration.getNetworkInputs().size() != 1
        || configuration.getNetworkOutputs() == null
        || configuration.getNetworkOutputs().size() != 1) {
      throw new InvalidDataException(
          file.name() + " must have one input and one output, as a study's data has");
    }
    var sorted = new ArrayList<Node>();
    var known = new HashMap<String, Boolean>();
    known.put(configuration.getNetworkInputs().get(0), true);
    boolean grew = true;
    while (grew) {
      grew = false;
      for (Map.Entry<String, GraphVertex> vertex : vertices.entrySet()) {
        List<String> below = inputs.get(vertex.getKey());
        if (!known.containsKey(vertex.getKey())
            && below != null
            && !below.isEmpty()
            && known.keySet().containsAll(below)) {
          sorted.add(new Node(vertex.getKey(), vertex.getValue(), below));
          known.put(vertex.getKey(), true);
          grew = true;
        }
      }
    }
    if (sorted.size() < vertices.size()) {
      throw new InvalidDataException(
          file.name() + " has a vertex that reads itself, or one that there is not");
    }
    return List.copyOf(sorted);
  }

  private void checkStructure() {
    String output = configuration.getNetworkOutputs().get(0);
    Set<String> read = nodes.stream().flatMap(node -> node.inputs().stream()).collect(toSet());
    for (Node node : nodes) {
      if (node.vertex() instanceof LayerVertex of
          && (of.getLayerConf() == null || of.getLayerConf().getLayer() == null)) {
        throw new InvalidDataException(file.name() + ": " + node.name() + " has no layer");
      }
      if (node.layer() != null) {
        node.layer().setLayerName(node.name()); // Deeplearning4j finds a vertex by its layer's name
      }
      if (read.contains(node.name()) == node.name().equals(output)) {
        throw new InvalidDataException(
            "%s: %s must be read by another vertex, unless it is the output"
                .formatted(file.name(), node.name()));
      }
      boolean last = OutputKinds.endsNetwork(node.layer());
      if (last != node.name().equals(output) || (last && !isPlainOutput(node.layer()))) {
        throw new InvalidDataException(
            "%s must end with one OutputLayer or LossLayer, for a study has one answer an example;"
                    .formatted(file.name())
                + " recurrent layers go through LastTimeStep or GlobalPoolingLayer before it");
      }
    }
    if (learned().size() < 2) {
      throw new InvalidDataException(
          file.name() + " must have two or more layers with parameters, the output layer included");
    }
  }

  private static boolean isPlainOutput(@Nullable Layer layer) {
    return layer != null
        && (layer.getClass() == OutputLayer.class || layer.getClass() == LossLayer.class);
  }

  private void checkSizes() {
    for (Node node : nodes) {
      for (Layer layer : InnerLayers.of(node.layer())) {
        String problem = LayerNumbers.problem(layer);
        if (!problem.isEmpty()) {
          throw new InvalidDataException("%s: %s: %s".formatted(file.name(), node.name(), problem));
        }
        if (layer instanceof FeedForwardLayer sums
            && (sums.getNIn() > MOST_UNITS || sums.getNOut() > MOST_UNITS || sums.getNIn() < 0)) {
          throw tooLarge(node);
        }
        if (InnerLayers.kernel(layer) > MOST_UNITS) {
          throw tooLarge(node);
        }
      }
    }
    if (parameters() > MOST_PARAMETERS) {
      throw new InvalidDataException(
          "%s has %d parameters; %d is the most that a model may"
              .formatted(file.name(), parameters(), MOST_PARAMETERS));
    }
  }

  private InvalidDataException tooLarge(Node node) {
    return new InvalidDataException(
        "%s: layer %s has more than %d units, channels or places under its kernel"
            .formatted(file.name(), node.name(), MOST_UNITS));
  }
}
