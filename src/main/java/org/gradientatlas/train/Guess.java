package org.gradientatlas.train;

import org.gradientatlas.axis.Loss;
import org.gradientatlas.data.Dataset;

/**
 * The best constant answer: the mean target over examples and their steps, which minimizes either
 * loss over the examples it was computed from.
 *
 * @param outputs the pre-activations that yield it
 */
@SuppressWarnings("ArrayRecordComponent")
record Guess(Loss loss, double[] outputs) {

  /** The mean target of some examples. */
  static Guess of(Loss loss, Dataset examples) {
    int n = examples.outputs();
    double[] outputs = new double[n];
    double[] target = new double[n];
    int steps = examples.steps();
    double count = (double) examples.size() * steps;
    for (int example = 0; example < examples.size(); example++) {
      for (int step = 0; step < steps; step++) {
        examples.targets().copy(example, step, target, 0);
        for (int i = 0; i < n; i++) {
          outputs[i] += target[i] / count;
        }
      }
    }
    if (loss == Loss.SOFTMAX_CROSS_ENTROPY) {
      for (int i = 0; i < n; i++) {
        // An unseen class has a share of 0; keep its logarithm finite.
        outputs[i] = Math.log(Math.max(outputs[i], 1.0 / (n * (count + 1.0))));
      }
    }
    return new Guess(loss, outputs);
  }

  /** Loss and accuracy on other examples. */
  Evaluation evaluate(Dataset examples) {
    int n = examples.outputs();
    int best = 0;
    for (int i = 1; i < n; i++) {
      best = outputs[i] > outputs[best] ? i : best;
    }
    double sum = 0;
    double correct = 0;
    double[] target = new double[n];
    double[] delta = new double[n];
    int steps = examples.steps();
    for (int example = 0; example < examples.size(); example++) {
      for (int step = 0; step < steps; step++) {
        examples.targets().copy(example, step, target, 0);
        sum += loss.loss(outputs, target, delta);
        correct += examples.classification() && examples.label(example, step) == best ? 1 : 0;
      }
    }
    double count = (double) examples.size() * steps;
    return new Evaluation(sum / count, examples.classification() ? correct / count : Double.NaN);
  }
}
