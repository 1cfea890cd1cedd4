package org.gradientatlas.train.dl4j;

import java.util.Arrays;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.train.Batch;

/** The examples of a batch and how a network scores on them, row by row, in double precision. */
record Examples(Batch batch) {
  int count() {
    return batch.count();
  }

  private Dataset data() {
    return batch.data();
  }

  /** Row-major [count, width]. */
  double[] features() {
    int width = data().width();
    double[] x = new double[count() * width];
    for (int i = 0; i < x.length; i++) {
      x[i] = data().features()[batch.rows()[i / width] * width + i % width];
    }
    return x;
  }

  /** Row-major [count, outputs]. */
  double[] targets() {
    int outputs = data().outputs();
    double[] targets = new double[count() * outputs];
    for (int i = 0; i < count(); i++) {
      data().targets().copy(batch.rows()[i], targets, i * outputs);
    }
    return targets;
  }

  private double[] target(int i) {
    double[] target = new double[data().outputs()];
    data().targets().copy(batch.rows()[i], target, 0);
    return target;
  }

  private double[] row(double[] rowMajor, int row) {
    int outputs = data().outputs();
    return Arrays.copyOfRange(rowMajor, row * outputs, (row + 1) * outputs);
  }

  /**
   * The sum of the examples' losses.
   *
   * @param z pre-activations of the output layer, row-major [count, outputs]
   */
  double loss(Loss loss, double[] z) {
    double sum = 0;
    double[] delta = new double[data().outputs()];
    for (int i = 0; i < count(); i++) {
      sum += loss.loss(row(z, i), target(i), delta);
    }
    return sum;
  }

  /** How many examples' largest output is their class; 0 for regression. */
  int correct(double[] z) {
    int correct = 0;
    for (int i = 0; data().classification() && i < count(); i++) {
      correct += largest(row(z, i)) == data().label(batch.rows()[i]) ? 1 : 0;
    }
    return correct;
  }

  /** The share of correct answers; NaN for regression. */
  double accuracy(double[] z) {
    return data().classification() ? correct(z) / (double) count() : Double.NaN;
  }

  private static int largest(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
