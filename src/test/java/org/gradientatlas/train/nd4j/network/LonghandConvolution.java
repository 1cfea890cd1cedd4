package org.gradientatlas.train.nd4j.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.architecture.Convolution;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.nd4j.program.Learned;
import org.gradientatlas.train.nd4j.program.Site;

/**
 * A convolutional network as its definition says, place by place, for one example at a time.
 *
 * @param sites whose tensors it reads
 */
record LonghandConvolution(Trial trial, InputShape input, List<Site> sites) {

  /**
   * A layer of one example.
   *
   * @param sums pre-activations, the channels fastest
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Values(InputShape.Image shape, double[] sums, double[] outputs, double[] deltas) {}

  /** All layers with the derivatives of cotangents . outputs. */
  List<Values> run(Batch batch, int example, double[] cotangents) {
    int size = input.size();
    double[] features = new double[size];
    for (int i = 0; i < size; i++) {
      features[i] = batch.data().features()[batch.rows()[example] * size + i];
    }
    InputShape.Image shape = convolution().places(input);
    var layers = new ArrayList<Values>();
    layers.add(new Values(shape, features, features, new double[size]));
    for (Site site : sites.subList(0, sites.size() - 1)) {
      layers.add(forward(site, layers.get(layers.size() - 1)));
    }
    layers.add(output(layers.get(layers.size() - 1), cotangents));
    backThroughOutput(layers.get(layers.size() - 2), cotangents);
    for (int layer = sites.size() - 1; layer > 0; layer--) {
      backward(sites.get(layer - 1), layers.get(layer - 1), layers.get(layer), layer > 1);
    }
    return layers;
  }

  private Convolution convolution() {
    return (Convolution) trial.network().architecture();
  }

  private Values forward(Site site, Values below) {
    InputShape.Image shape = convolution().above(below.shape(), trial.network().width());
    double[] sums = new double[shape.size()];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = bias(site, i % shape.channels());
    }
    connections(
        site,
        below.shape(),
        shape,
        (from, to, weight) -> sums[to] += weight * below.outputs()[from]);
    return new Values(shape, sums, map(sums, this::activate), new double[sums.length]);
  }

  private void backward(Site site, Values below, Values above, boolean hidden) {
    connections(
        site,
        below.shape(),
        above.shape(),
        (from, to, weight) -> below.deltas()[from] += weight * above.deltas()[to]);
    if (hidden) {
      slope(below);
    }
  }

  private void slope(Values layer) {
    double[] slopes = map(layer.sums(), this::derivative);
    for (int i = 0; i < slopes.length; i++) {
      layer.deltas()[i] *= slopes[i];
    }
  }

  private interface Connection {
    void pass(int from, int to, double weight);
  }

  /** Place x of a layer sums the places stride x + o below it. */
  private void connections(
      Site site, InputShape.Image below, InputShape.Image above, Connection connection) {
    Convolution shape = convolution();
    int half = (shape.kernel() - 1) / 2;
    int down = shape.dimensions() == 2 ? half : 0;
    for (int y = 0; y < above.height(); y++) {
      for (int x = 0; x < above.width(); x++) {
        int offset = 0;
        for (int oy = -down; oy <= down; oy++) {
          for (int ox = -half; ox <= half; ox++, offset++) {
            int row = place(shape.stride() * y + oy, below.height());
            int column = place(shape.stride() * x + ox, below.width());
            if (row >= 0 && column >= 0) {
              int from = (row * below.width() + column) * below.channels();
              int to = (y * above.width() + x) * above.channels();
              connect(site, offset, from, below.channels(), to, above.channels(), connection);
            }
          }
        }
      }
    }
  }

  private static void connect(
      Site site, int offset, int from, int below, int to, int above, Connection connection) {
    for (int i = 0; i < below; i++) {
      for (int j = 0; j < above; j++) {
        double weight = site.tensor("W").values().get((offset * below + i) * above + j);
        connection.pass(from + i, to + j, weight);
      }
    }
  }

  private int place(int at, int places) {
    if (convolution().circular()) {
      return Math.floorMod(at, places);
    }
    return at < places ? at : -1;
  }

  private Values output(Values below, double[] cotangents) {
    Site site = sites.get(sites.size() - 1);
    double[] sums = new double[cotangents.length];
    for (int j = 0; j < sums.length; j++) {
      sums[j] = bias(site, j);
      for (int i = 0; i < below.outputs().length; i++) {
        sums[j] += below.outputs()[i] * readout(site, below, i, j);
      }
    }
    return new Values(new InputShape.Image(1, 1, sums.length), sums, sums, cotangents);
  }

  private void backThroughOutput(Values below, double[] cotangents) {
    Site site = sites.get(sites.size() - 1);
    for (int i = 0; i < below.deltas().length; i++) {
      for (int j = 0; j < cotangents.length; j++) {
        below.deltas()[i] += cotangents[j] * readout(site, below, i, j);
      }
    }
    slope(below);
  }

  /** The weight from a number of the last layer to an output. */
  private double readout(Site site, Values below, int from, int to) {
    Learned weights = site.tensor("W");
    int outputs = weights.values().columns();
    int channels = below.shape().channels();
    return convolution().average()
        ? weights.values().get(from % channels * outputs + to)
            * channels
            / (double) below.shape().size()
        : weights.values().get(from * outputs + to);
  }

  private static double bias(Site site, int unit) {
    Learned bias = site.find("b");
    return bias == null ? 0 : bias.values().get(unit);
  }

  private double activate(double z) {
    Activation type = trial.network().activation().type();
    return type.value(z, trial.network().activation().array());
  }

  private double derivative(double z) {
    Activation type = trial.network().activation().type();
    return type.derivative(z, trial.network().activation().array());
  }

  private static double[] map(double[] values, DoubleUnaryOperator function) {
    return Arrays.stream(values).map(function).toArray();
  }
}
