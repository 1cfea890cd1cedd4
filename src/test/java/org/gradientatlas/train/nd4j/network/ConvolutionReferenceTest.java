package org.gradientatlas.train.nd4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientatlas.axis.architecture.Convolution;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.nd4j.kernel.KernelProvider;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.program.Site;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Loss and gradients of convolutional networks with zero padding against Deeplearning4j's, which
 * keeps an image's channels first and weights as [above, below, height, width].
 */
class ConvolutionReferenceTest {
  static Stream<Convolution> shapes() {
    return ConvolutionTrials.shapes().filter(shape -> !shape.circular());
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void gradientsAreThoseOfDeeplearning4j(Convolution shape) {
    Trial trial = ConvolutionTrials.fixture(shape).trial();
    Dataset data = ConvolutionTrials.data(shape);
    Batch batch = ConvolutionTrials.batch(data, trial.descent().batchSize());
    InputShape.Image image = shape.places(data.shape());
    MultiLayerNetwork reference = reference(trial, shape, image);
    try (var network = new ProgramNetwork(trial, batch, KernelProvider.plain())) {
      InputShape.Image[] shapes = new InputShape.Image[trial.network().depth() + 1];
      shapes[0] = image;
      for (int layer = 1; layer < shapes.length; layer++) {
        shapes[layer] = shape.above(shapes[layer - 1], trial.network().width());
      }
      for (Site site : network.sites()) {
        copy(site.tensor("W").values(), weights(reference, site), site, shape, shapes);
        Tensor bias = site.tensor("b").values();
        for (int i = 0; i < bias.size(); i++) {
          bias.set(i, Math.sin(i + site.layer.index()));
          parameters(reference, site, "b").putScalar(i, bias.get(i));
        }
      }
      reference.setInput(features(batch, image));
      reference.setLabels(labels(batch));
      reference.computeGradientAndScore();
      assertThat(network.gradients(batch)).isCloseTo(reference.score(), within(1e-12));
      for (Site site : network.sites()) {
        compare(reference, site, shape, shapes, batch.count());
      }
    }
  }

  private static MultiLayerNetwork reference(
      Trial trial, Convolution shape, InputShape.Image image) {
    int half = (shape.kernel() - 1) / 2;
    boolean flat = shape.dimensions() == 1;
    var layers =
        new NeuralNetConfiguration.Builder().dataType(DataType.DOUBLE).miniBatch(true).list();
    for (int layer = 0; layer < trial.network().depth(); layer++) {
      layers.layer(
          new ConvolutionLayer.Builder(flat ? 1 : shape.kernel(), shape.kernel())
              .stride(flat ? 1 : shape.stride(), shape.stride())
              .convolutionMode(ConvolutionMode.Truncate)
              .padding(flat ? 0 : half, half)
              .nOut(trial.network().width())
              .activation(Activation.TANH)
              .build());
    }
    if (shape.average()) {
      layers.layer(new GlobalPoolingLayer.Builder(PoolingType.AVG).build());
    }
    layers.layer(
        new OutputLayer.Builder(LossFunction.MCXENT)
            .nOut(ConvolutionTrials.CLASSES)
            .activation(Activation.SOFTMAX)
            .build());
    layers.setInputType(InputType.convolutional(image.height(), image.width(), image.channels()));
    var network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }

  private static String key(MultiLayerNetwork reference, Site site, String name) {
    boolean output = site.layer.name().equals("output");
    int layer = output ? reference.getnLayers() - 1 : site.layer.index() - 1;
    return layer + "_" + name;
  }

  private static INDArray named(Map<String, INDArray> arrays, String name) {
    return Objects.requireNonNull(arrays.get(name), name);
  }

  private static INDArray parameters(MultiLayerNetwork reference, Site site, String name) {
    return named(reference.paramTable(), key(reference, site, name));
  }

  private static INDArray weights(MultiLayerNetwork reference, Site site) {
    return parameters(reference, site, "W");
  }

  /** Where Deeplearning4j keeps a weight. */
  private static long[] place(
      Site site, Convolution shape, InputShape.Image[] shapes, int row, int column) {
    if (site.layer.index() < shapes.length) {
      int below = shapes[site.layer.index() - 1].channels();
      int offset = row / below;
      boolean flat = shape.dimensions() == 1;
      int down = flat ? 0 : offset / shape.kernel();
      return new long[] {column, row % below, down, offset % shape.kernel()};
    }
    InputShape.Image last = shapes[shapes.length - 1];
    if (shape.average()) {
      return new long[] {row, column};
    }
    int places = last.height() * last.width();
    return new long[] {row % last.channels() * places + row / last.channels(), column};
  }

  private static void copy(
      Tensor from, INDArray to, Site site, Convolution shape, InputShape.Image[] shapes) {
    for (int i = 0; i < from.size(); i++) {
      to.putScalar(place(site, shape, shapes, i / from.columns(), i % from.columns()), from.get(i));
    }
  }

  /** Deeplearning4j's gradients are sums over the batch until it updates. */
  private static void compare(
      MultiLayerNetwork reference,
      Site site,
      Convolution shape,
      InputShape.Image[] shapes,
      int batch) {
    Map<String, INDArray> gradients = reference.gradient().gradientForVariable();
    INDArray expected = named(gradients, key(reference, site, "W"));
    Tensor gradient = site.tensor("W").gradient();
    for (int i = 0; i < gradient.size(); i++) {
      long[] place = place(site, shape, shapes, i / gradient.columns(), i % gradient.columns());
      assertThat(gradient.get(i))
          .as("layer %d W[%d]", site.layer.index(), i)
          .isCloseTo(expected.getDouble(place) / batch, within(1e-9));
    }
    INDArray biases = named(gradients, key(reference, site, "b"));
    for (int i = 0; i < site.tensor("b").gradient().size(); i++) {
      assertThat(site.tensor("b").gradient().get(i))
          .isCloseTo(biases.getDouble(i) / batch, within(1e-9));
    }
  }

  private static INDArray features(Batch batch, InputShape.Image image) {
    INDArray features =
        Nd4j.create(
            DataType.DOUBLE, batch.count(), image.channels(), image.height(), image.width());
    for (int example = 0; example < batch.count(); example++) {
      for (int i = 0; i < image.size(); i++) {
        int place = i / image.channels();
        features.putScalar(
            new long[] {
              example, i % image.channels(), place / image.width(), place % image.width()
            },
            batch.data().features()[batch.rows()[example] * image.size() + i]);
      }
    }
    return features;
  }

  private static INDArray labels(Batch batch) {
    INDArray labels = Nd4j.create(DataType.DOUBLE, batch.count(), ConvolutionTrials.CLASSES);
    for (int example = 0; example < batch.count(); example++) {
      labels.putScalar(example, batch.data().label(batch.rows()[example]), 1);
    }
    return labels;
  }
}
