package org.gradientatlas.train.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.conf.layers.AbstractLSTM;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.gradientatlas.train.ModelFile;
import org.gradientatlas.train.dl4j.own.InnerLayers;
import org.gradientatlas.train.dl4j.own.OwnGraph;

/**
 * The layers of a model that have parameters, from its configuration alone: nothing is allocated,
 * and no native library is loaded.
 */
public final class ModelLayers {
  private static final int GATES = 4;

  private ModelLayers() {}

  /**
   * A layer.
   *
   * @param name as the file has it
   * @param type Deeplearning4j's name of its class
   * @param tensors in Deeplearning4j's order
   */
  public record Described(String name, String type, List<Tensor> tensors) {
    /** Copies the tensors. */
    public Described {
      tensors = List.copyOf(tensors);
    }

    /** All its numbers. */
    public long parameters() {
      return tensors.stream().mapToLong(Tensor::size).sum();
    }
  }

  /**
   * A parameter.
   *
   * @param shape as Deeplearning4j has it; that of a kernel over sequences in three dimensions
   */
  public record Tensor(String name, List<Long> shape) {
    /** Copies the shape. */
    public Tensor {
      shape = List.copyOf(shape);
    }

    long size() {
      return shape.stream().reduce(1L, Math::multiplyExact);
    }

    /** W 12 x 6. */
    @Override
    public String toString() {
      return name + shape.stream().map(String::valueOf).collect(Collectors.joining(" x ", " ", ""));
    }
  }

  /** Those of a checked file, each after those that it reads. */
  public static List<Described> of(ModelFile file) {
    var layers = new ArrayList<Described>();
    for (OwnGraph.Node node : OwnGraph.of(file).nodes()) {
      Layer layer = node.layer();
      if (layer != null && layer.initializer().numParams(layer) > 0) {
        layers.add(described(node.name(), layer));
      }
    }
    return layers;
  }

  private static Described described(String name, Layer layer) {
    var inner = (FeedForwardLayer) InnerLayers.of(layer).get(0);
    int prefix = layer instanceof Bidirectional ? 1 : 0; // f or b, for its two directions
    List<Tensor> tensors =
        layer.initializer().paramKeys(layer).stream()
            .map(key -> new Tensor(key, shape(inner, key.substring(prefix))))
            .toList();
    String type = inner.getClass().getSimpleName();
    return new Described(
        name, prefix == 0 ? type : layer.getClass().getSimpleName() + " " + type, tensors);
  }

  private static List<Long> shape(FeedForwardLayer layer, String key) {
    long columns = layer.getNOut() * (layer instanceof AbstractLSTM ? GATES : 1);
    return switch (key) {
      case "W" ->
          layer instanceof ConvolutionLayer convolution
              ? kernel(convolution)
              : List.of(layer.getNIn(), columns);
      case "RW" -> List.of(layer.getNOut(), columns);
      case "g" -> List.of(layer instanceof SimpleRnn ? 2 * columns : columns);
      default -> List.of(columns);
    };
  }

  /** [outputs, inputs, height, width], or [outputs, inputs, places]. */
  private static List<Long> kernel(ConvolutionLayer layer) {
    int[] places = layer.getKernelSize();
    int dimensions = layer instanceof Convolution1DLayer ? 1 : places.length;
    return LongStream.concat(
            LongStream.of(layer.getNOut(), layer.getNIn()),
            Arrays.stream(places, 0, dimensions).asLongStream())
        .boxed()
        .toList();
  }
}
