package org.gradientatlas.train;

import org.gradientatlas.axis.Initializer;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.measure.Moments;
import org.gradientatlas.study.Trial;

/**
 * Scales drawn weights so that the pre-activations of every layer have a given variance over the
 * units and examples of a batch (Mishkin and Matas 2016, algorithm 1).
 *
 * <p>Their loop divides by sd(z) until the variance is within a tolerance. Without biases z is
 * proportional to the layer's weights, so one division is exact.
 *
 * <p>Uses plain loops in double precision, so that all engines start from the same numbers.
 */
final class UnitVariance {
  private final Trial.Network network;
  private final InitialWeights initial;

  /**
   * @param initial draws the weights, not yet scaled
   */
  UnitVariance(Trial.Network network, InitialWeights initial) {
    this.network = network;
    this.initial = initial;
  }

  /**
   * Finds the factor for each layer's weights, from the first layer to the output.
   *
   * @param scales receives them
   * @throws ArithmeticException if the standard deviation of a layer is 0 or not finite
   */
  void scale(Batch batch, double[] scales) {
    Initializer type = network.initializer().type();
    double sd = Math.sqrt(type.preactivationVariance(network.initializer().array()));
    double[] a = features(batch);
    for (int layer = 1; layer <= scales.length; layer++) {
      double[] z = product(a, initial.weights(layer), batch.count());
      scales[layer - 1] = sd / measured(z, layer);
      a = output(a, z, scales[layer - 1], layer);
    }
  }

  private double measured(double[] z, int layer) {
    double sd = Moments.of(z).sd();
    if (!(sd > 0 && sd < Double.POSITIVE_INFINITY)) {
      throw new ArithmeticException(
          network.initializer().label()
              + ": the pre-activations of layer "
              + layer
              + " have standard deviation "
              + sd
              + " on the first batch; no weights scale that to 1");
    }
    return sd;
  }

  /** a^l from a^(l-1) and the unscaled z^l. */
  private double[] output(double[] below, double[] z, double scale, int layer) {
    double[] p = network.activation().array();
    double branch = network.residual().type().scale(network.depth(), network.residual().array());
    boolean skips = layer > 1 && layer <= network.depth() && skips();
    double[] a = new double[z.length];
    for (int i = 0; i < z.length; i++) {
      double phi = network.activation().type().value(scale * z[i], p);
      a[i] = skips ? below[i] + branch * phi : phi;
    }
    return a;
  }

  private boolean skips() {
    return network.residual().type() != org.gradientatlas.axis.Residual.NONE;
  }

  private static double[] features(Batch batch) {
    Dataset data = batch.data();
    double[] x = new double[batch.count() * data.width()];
    for (int i = 0; i < x.length; i++) {
      x[i] = data.features()[batch.rows()[i / data.width()] * data.width() + i % data.width()];
    }
    return x;
  }

  /** [rows, n] by [n, m]; the JIT vectorizes the inner loop. */
  private static double[] product(double[] a, double[] w, int rows) {
    int n = a.length / rows;
    int m = w.length / n;
    double[] z = new double[rows * m];
    for (int i = 0; i < n; i++) {
      for (int row = 0; row < rows; row++) {
        addScaled(a[row * n + i], w, i * m, z, row * m, m);
      }
    }
    return z;
  }

  private static void addScaled(double a, double[] x, int xAt, double[] y, int yAt, int count) {
    for (int j = 0; j < count; j++) {
      y[yAt + j] += a * x[xAt + j];
    }
  }
}
