package org.gradientatlas.train;

import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Normalization;
import org.gradientatlas.axis.Residual;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.measure.SingularValues;
import org.gradientatlas.study.Trial;

/**
 * How much a hidden layer stretches a small change of its input: the singular values of its
 * Jacobian da^l/da^(l-1) = W^l diag(phi'(z^l)) at initialization (Glorot and Bengio 2010, section
 * 4.2.1). Computed in double precision from the initial weights, the same for every engine and
 * precision.
 */
final class LayerJacobians {
  private LayerJacobians() {}

  /**
   * The mean singular value of each hidden layer, over the first examples of a batch.
   *
   * @param batch the trial's first
   * @param examples how many, at least 1; capped at the batch size
   * @return one number per hidden layer; NaN where a layer is more than W and phi: with
   *     normalization or skips, and in any architecture but dense
   */
  static double[] means(Trial trial, Batch batch, int examples) {
    Trial.Network network = trial.network();
    double[] means = new double[network.depth()];
    if (network.normalization() != Normalization.NONE
        || network.residual().type() != Residual.NONE) {
      java.util.Arrays.fill(means, Double.NaN);
      return means;
    }
    var initial = InitialWeights.of(trial, batch);
    int used = Math.min(examples, batch.count());
    double[][] a = new double[used][];
    for (int i = 0; i < used; i++) {
      a[i] = features(batch, i);
    }
    for (int layer = 1; layer <= network.depth(); layer++) {
      int fanIn = a[0].length;
      double[] w = initial.weights(layer);
      double[] b = initial.biases(layer);
      for (int i = 0; i < used; i++) {
        double[] z = preactivations(a[i], w, b, network.width());
        means[layer - 1] += meanOf(network.activation(), w, z, fanIn) / used;
        a[i] = activations(network.activation(), z);
      }
    }
    return means;
  }

  private static double[] features(Batch batch, int example) {
    int width = batch.data().width();
    double[] x = new double[width];
    for (int i = 0; i < width; i++) {
      x[i] = batch.data().features()[batch.rows()[example] * width + i];
    }
    return x;
  }

  private static double[] preactivations(double[] a, double[] w, double[] b, int units) {
    double[] z = b.length == 0 ? new double[units] : b.clone();
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < units; j++) {
        z[j] += a[i] * w[i * units + j];
      }
    }
    return z;
  }

  private static double meanOf(Variant<Activation> phi, double[] w, double[] z, int fanIn) {
    double[] p = phi.array();
    double[] jacobian = w.clone();
    for (int i = 0; i < jacobian.length; i++) {
      jacobian[i] *= phi.type().derivative(z[i % z.length], p);
    }
    return SingularValues.mean(jacobian, fanIn, z.length);
  }

  private static double[] activations(Variant<Activation> phi, double[] z) {
    double[] p = phi.array();
    return java.util.Arrays.stream(z).map(v -> phi.type().value(v, p)).toArray();
  }
}
