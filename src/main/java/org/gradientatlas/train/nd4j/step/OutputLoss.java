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
   * Sums the loss over a batch.
   *
   * @param outputs the output layer's pre-activations
   * @param deltas receives the derivatives of each example's loss with respect to them
   */
  public double sum(Batch batch, Tensor outputs, Tensor deltas) {
    Dataset data = batch.data();
    double sum = 0;
    correct = 0;
    for (int row = 0; row < batch.count(); row++) {
      int example = batch.rows()[row];
      data.targets().copy(example, target, 0);
      for (int i = 0; i < z.length; i++) {
        z[i] = outputs.get(row * z.length + i);
      }
      sum += loss.loss(z, target, delta);
      for (int i = 0; i < z.length; i++) {
        deltas.set(row * z.length + i, delta[i]);
      }
      correct += data.classification() && greatest(z) == data.label(example) ? 1 : 0;
    }
    return sum;
  }

  /** Examples of the last batch whose largest output is their class; 0 for regression. */
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
