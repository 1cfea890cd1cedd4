package org.gradientatlas.train.nd4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientatlas.axis.architecture.Recurrent;
import org.gradientatlas.axis.architecture.Recurrent.Cell;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.TrialFixture;
import org.gradientatlas.train.nd4j.kernel.KernelProvider;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.program.Site;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Gradients of recurrent networks against Deeplearning4j's layers, in float64. */
class RecurrentDl4jTest {
  private static final int TIME_STEPS = 6;
  private static final int WIDTH = 6;

  /**
   * Deeplearning4j's blocks of an LSTM: the block input, which is our g; f; o; and the gate of the
   * block input, which is our i.
   */
  private static final List<String> LSTM_GATES = List.of("g", "f", "o", "i");

  private static final List<String> PLAIN_GATES = List.of("");

  @ParameterizedTest
  @EnumSource(names = {"TANH", "RELU", "LSTM"})
  void gradientsAreThoseOfDeeplearning4j(Cell cell) {
    compare(cell, Sequences.labelled(TIME_STEPS));
    compare(cell, Sequences.labelledEach(TIME_STEPS));
  }

  private static void compare(Cell cell, Dataset data) {
    Trial trial =
        new TrialFixture().depth(2).width(WIDTH).architecture(new Recurrent(cell, 0.7, 0)).trial();
    var batch = new Batch(data, new int[] {3, 1, 4, 15, 9}, 5);
    try (var ours = new ProgramNetwork(trial, batch, KernelProvider.plain())) {
      ours.gradients(batch);
      MultiLayerNetwork theirs = network(cell, data.steps() > 1);
      List<String> gates = cell == Cell.LSTM ? LSTM_GATES : PLAIN_GATES;
      for (int layer = 0; layer < 3; layer++) {
        set(theirs, layer, ours.sites().get(layer), layer == 2 ? PLAIN_GATES : gates);
      }
      theirs.setInput(features(batch));
      theirs.setLabels(labels(batch));
      theirs.computeGradientAndScore();
      // Deeplearning4j sums over examples and time steps here; our loss is their mean.
      double factor = 1.0 / data.steps() / batch.count();
      Map<String, INDArray> gradients = theirs.gradient().gradientForVariable();
      for (int layer = 0; layer < 3; layer++) {
        Site site = ours.sites().get(layer);
        for (String name : layer == 2 ? List.of("W", "b") : List.of("W", "RW", "b")) {
          INDArray expected = Objects.requireNonNull(gradients.get(layer + "_" + name)).mul(factor);
          compare(site, name, layer == 2 ? PLAIN_GATES : gates, expected);
        }
      }
    }
  }

  private static MultiLayerNetwork network(Cell cell, boolean each) {
    var list =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.DOUBLE)
            .list()
            .layer(layer(cell, Sequences.FEATURES));
    Layer top = layer(cell, WIDTH);
    list.layer(each ? top : new LastTimeStep(top));
    list.layer(
        each
            ? new RnnOutputLayer.Builder(LossFunction.MCXENT)
                .nIn(WIDTH)
                .nOut(Sequences.CLASSES)
                .activation(Activation.SOFTMAX)
                .build()
            : new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(WIDTH)
                .nOut(Sequences.CLASSES)
                .activation(Activation.SOFTMAX)
                .build());
    var network = new MultiLayerNetwork(list.build());
    network.init();
    return network;
  }

  private static Layer layer(Cell cell, int inputs) {
    BaseRecurrentLayer.Builder<?> builder =
        cell == Cell.LSTM ? new LSTM.Builder() : new SimpleRnn.Builder();
    builder.activation(cell == Cell.RELU ? Activation.RELU : Activation.TANH);
    builder.nIn(inputs).nOut(WIDTH);
    return builder.build();
  }

  private static void set(MultiLayerNetwork network, int layer, Site site, List<String> gates) {
    for (String name : network.getLayer(layer).paramTable().keySet()) {
      INDArray values = network.getParam(layer + "_" + name);
      for (int gate = 0; gate < gates.size(); gate++) {
        Tensor tensor = tensor(site, name, gates.get(gate), false);
        for (int i = 0; i < tensor.size(); i++) {
          int column = i % tensor.columns() + gate * tensor.columns();
          // A row takes one index: with two, the second of these does not count.
          if (tensor.rows() == 1) {
            values.putScalar(column, tensor.get(i));
          } else {
            values.putScalar(i / tensor.columns(), column, tensor.get(i));
          }
        }
      }
    }
  }

  private static void compare(Site site, String name, List<String> gates, INDArray expected) {
    for (int gate = 0; gate < gates.size(); gate++) {
      Tensor tensor = tensor(site, name, gates.get(gate), true);
      for (int i = 0; i < tensor.size(); i++) {
        int column = i % tensor.columns() + gate * tensor.columns();
        assertThat(tensor.get(i))
            .as("layer %d %s %s[%d]", site.layer.index(), name, gates.get(gate), i)
            .isCloseTo(
                tensor.rows() == 1
                    ? expected.getDouble(column)
                    : expected.getDouble(i / tensor.columns(), column),
                within(1e-9));
      }
    }
  }

  private static Tensor tensor(Site site, String name, String gate, boolean gradient) {
    String ours = name.equals("RW") ? "R" : name;
    var learned = site.tensor(gate.isEmpty() ? ours : ours + "." + gate);
    return gradient ? learned.gradient() : learned.values();
  }

  /** Deeplearning4j has time last. */
  private static INDArray features(Batch batch) {
    INDArray x = Nd4j.create(DataType.DOUBLE, batch.count(), Sequences.FEATURES, TIME_STEPS);
    for (int example = 0; example < batch.count(); example++) {
      for (int t = 0; t < TIME_STEPS; t++) {
        for (int i = 0; i < Sequences.FEATURES; i++) {
          int at = (batch.rows()[example] * TIME_STEPS + t) * Sequences.FEATURES + i;
          x.putScalar(example, i, t, batch.data().features()[at]);
        }
      }
    }
    return x;
  }

  private static INDArray labels(Batch batch) {
    int steps = batch.data().steps();
    INDArray y =
        steps == 1
            ? Nd4j.create(DataType.DOUBLE, batch.count(), Sequences.CLASSES)
            : Nd4j.create(DataType.DOUBLE, batch.count(), Sequences.CLASSES, steps);
    for (int example = 0; example < batch.count(); example++) {
      for (int step = 0; step < steps; step++) {
        int label = batch.data().label(batch.rows()[example], step);
        if (steps == 1) {
          y.putScalar(example, label, 1);
        } else {
          y.putScalar(example, label, step, 1);
        }
      }
    }
    return y;
  }
}
