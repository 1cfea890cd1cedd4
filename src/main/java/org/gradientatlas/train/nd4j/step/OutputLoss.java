package org.gradientatlas.train.nd4j.step;

import org.gradientatlas.axis.Loss;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.nd4j.memory.Tensor;

/** The loss at the end of a network, example by example in double precision. */
public final class OutputLoss {
  private final Loss loss;
  private final double[] z;
  private final double[] target;
  private final double[] delta;
  private int correct;

  public OutputLoss(Loss loss, int outputs) {
    this.loss = loss;
    this.z = new double[outputs];
    this.target = new double[outputs];
    this.delta = new double[outputs];
  }

  /**
   * Sums the loss over a batch; an example's loss is the mean over its steps.
   *
   * @param outputs the output layer's pre-activations, one row an example; of targets with several
   *     steps one row a step and example, the steps slowest
   * @param deltas receives the derivatives of each example's loss with respect to them
   */
  public double sum(Batch batch, Tensor outputs, Tensor deltas) {
    int steps = batch.data().steps();
    int examples = outputs.rows() / steps;
    double sum = 0;
    correct = 0;
    for (int step = 0; step < steps; step++) {
      for (int i = 0; i < batch.count(); i++) {
        sum += add(batch, i, step, step * examples + i, outputs, deltas) / steps;
      }
    }
    return sum;
  }

  private double add(Batch batch, int example, int step, int row, Tensor outputs, Tensor deltas) {
    Dataset data = batch.data();
    int of = batch.rows()[example];
    data.targets().copy(of, step, target, 0);
    for (int i = 0; i < z.length; i++) {
      z[i] = outputs.get(row * z.length + i);
    }
    double own = loss.loss(z, target, delta);
    for (int i = 0; i < z.length; i++) {
      deltas.set(row * z.length + i, delta[i] / data.steps());
    }
    correct += data.classification() && greatest(z) == data.label(of, step) ? 1 : 0;
    return own;
  }

  /** Answers on the last batch whose largest output is the class; 0 for regression. */
  public int correct() {
    return correct;
  }

  private static int greatest(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
