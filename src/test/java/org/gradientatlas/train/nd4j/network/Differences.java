package org.gradientatlas.train.nd4j.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradientatlas.data.Dataset;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.nd4j.kernel.KernelProvider;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.program.Learned;
import org.gradientatlas.train.nd4j.program.Site;

/** Checks a program's gradients in float64 against central differences of the mean loss. */
final class Differences {
  /** Differences err by h^4 from the fifth derivative and by 1e-16 / h from rounding. */
  private static final double H = 1e-4;

  private static final double TOLERANCE = 1e-7;

  /** Checks so many entries of a tensor, spread over it. */
  private static final int ENTRIES = 9;

  private Differences() {}

  /** Checks every tensor, after moving gains, scales and biases away from where they start. */
  static void check(Trial trial, Dataset data) {
    int[] rows = new int[trial.descent().batchSize()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i * 7 % data.size();
    }
    var batch = new Batch(data, rows, rows.length);
    try (var network = new ProgramNetwork(trial, batch, KernelProvider.plain())) {
      for (Site site : network.sites()) {
        for (Learned tensor : site.tensors) {
          if (tensor.values().rows() == 1) {
            move(tensor.values(), site.layer.index());
          }
        }
      }
      for (Site site : network.sites()) {
        for (Learned tensor : site.tensors) {
          String name =
              trial.network().architecture().label()
                  + " layer "
                  + site.layer.index()
                  + " "
                  + tensor.site().name();
          compare(name, network, batch, tensor);
        }
      }
    }
  }

  private static void move(Tensor values, int layer) {
    for (int i = 0; i < values.size(); i++) {
      values.set(i, values.get(i) + 0.3 * Math.sin(1 + i + 10.0 * layer));
    }
  }

  private static void compare(String name, ProgramNetwork network, Batch batch, Learned tensor) {
    Tensor values = tensor.values();
    network.gradients(batch);
    double[] gradient = new double[values.size()];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = tensor.gradient().get(i);
    }
    assertThat(gradient).as(name).doesNotContain(Double.NaN);
    int stride = Math.max(1, values.size() / ENTRIES);
    for (int i = 0; i < values.size(); i += stride) {
      double near = difference(network, batch, values, i, H);
      double far = difference(network, batch, values, i, 2 * H);
      double limit = TOLERANCE * Math.max(1, Math.abs(gradient[i]));
      assertThat((4 * near - far) / 3)
          .as("%s[%d]", name, i)
          .isBetween(gradient[i] - limit, gradient[i] + limit);
    }
  }

  private static double difference(
      ProgramNetwork network, Batch batch, Tensor values, int at, double h) {
    double value = values.get(at);
    values.set(at, value + h);
    double above = network.gradients(batch);
    values.set(at, value - h);
    double below = network.gradients(batch);
    values.set(at, value);
    return (above - below) / (2 * h);
  }
}
