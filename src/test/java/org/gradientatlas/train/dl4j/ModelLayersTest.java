package org.gradientatlas.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.gradientatlas.train.ModelFile;
import org.gradientatlas.train.dl4j.own.OwnGraph;
import org.gradientatlas.train.dl4j.own.OwnModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shapes from configurations alone, against the arrays that Deeplearning4j allocates. */
class ModelLayersTest {
  static Stream<String> models() {
    return Stream.of(
        OwnModels.dense(4, 3).toJson(),
        OwnModels.keras(4, 3).toJson(),
        OwnModels.convolution(6, 2, 3).toJson(),
        OwnModels.recurrent(3, 5, 2).toJson(),
        OwnModels.skip(4, 3).toJson(),
        normalized());
  }

  /** Layer normalization has gains, and a convolution over sequences kernels of its own shape. */
  private static String normalized() {
    return OwnModels.builder()
        .list()
        .layer(new Convolution1DLayer.Builder(3).nIn(2).nOut(4).build())
        .layer(new SimpleRnn.Builder().nIn(4).nOut(5).hasLayerNorm(true).build())
        .layer(new LastTimeStep(new SimpleRnn.Builder().nIn(5).nOut(6).build()))
        .layer(new DenseLayer.Builder().nIn(6).nOut(7).hasLayerNorm(true).hasBias(false).build())
        .layer(OwnModels.output(7, 3))
        .build()
        .toJson();
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyTensorHasTheShapeOfItsArray(String json) {
    ModelFile file = OwnModels.read("model.json", json);
    var graph = new ComputationGraph(OwnGraph.of(file).configuration());
    graph.init();

    List<ModelLayers.Described> layers = ModelLayers.of(file);

    assertThat(layers).isNotEmpty();
    assertThat(layers.stream().mapToLong(ModelLayers.Described::parameters).sum())
        .isEqualTo(graph.numParams());
    for (ModelLayers.Described layer : layers) {
      var arrays = graph.getLayer(layer.name()).paramTable();
      assertThat(layer.tensors()).as(layer.name()).hasSameSizeAs(arrays.keySet());
      for (ModelLayers.Tensor tensor : layer.tensors()) {
        assertThat(arrays).as(layer.name()).containsKey(tensor.name());
        assertThat(withoutOnes(tensor.shape().stream().mapToLong(size -> size).toArray()))
            .as(layer.name() + " " + tensor)
            .isEqualTo(withoutOnes(Objects.requireNonNull(arrays.get(tensor.name())).shape()));
      }
    }
  }

  private static List<Long> withoutOnes(long[] shape) {
    return Arrays.stream(shape).filter(size -> size != 1).boxed().toList();
  }

  @Test
  void layersAreDescribedInWords() {
    assertThat(ModelLayers.of(OwnModels.read("m", OwnModels.convolution(6, 2, 3).toJson())))
        .extracting(layer -> layer.type() + " " + layer.tensors())
        .startsWith(
            "ConvolutionLayer [W 3 x 2 x 3 x 3, b 3]",
            "BatchNormalization [gamma 3, beta 3, mean 3, log10stdev 3]");
    assertThat(ModelLayers.of(OwnModels.read("m", OwnModels.recurrent(3, 5, 2).toJson())))
        .extracting(layer -> layer.name() + " " + layer.type() + " " + layer.tensors())
        .contains(
            "lstm LSTM [W 3 x 20, RW 5 x 20, b 20]",
            "both Bidirectional SimpleRnn [fW 3 x 4, fRW 4 x 4, fb 4, bW 3 x 4, bRW 4 x 4, bb 4]");
  }
}
