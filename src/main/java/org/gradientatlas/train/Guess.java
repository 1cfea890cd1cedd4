package org.gradientatlas.train;

import java.util.Arrays;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.data.Dataset;

/**
 * The best answer that does not look at the input: at each step the mean target over examples,
 * which minimizes either loss over the examples it was computed from.
 *
 * @param outputs the pre-activations that yield it, [steps][outputs]
 */
@SuppressWarnings("ArrayRecordComponent")
record Guess(Loss loss, double[][] outputs) {

  /** The mean targets of some examples. */
  static Guess of(Loss loss, Dataset examples) {
    int n = examples.outputs();
    double[][] outputs = new double[examples.steps()][n];
    double[] target = new double[n];
    double count = examples.size();
    for (int example = 0; example < examples.size(); example++) {
      for (int step = 0; step < outputs.length; step++) {
        examples.targets().copy(example, step, target, 0);
        for (int i = 0; i < n; i++) {
          outputs[step][i] += target[i] / count;
        }
      }
    }
    if (loss == Loss.SOFTMAX_CROSS_ENTROPY) {
      for (double[] shares : outputs) {
        // An unseen class has a share of 0; keep its logarithm finite.
        Arrays.setAll(shares, i -> Math.log(Math.max(shares[i], 1.0 / (n * (count + 1.0)))));
      }
    }
    return new Guess(loss, outputs);
  }

  /** Loss and accuracy on other examples. */
  Evaluation evaluate(Dataset examples) {
    int n = examples.outputs();
    int steps = outputs.length;
    int[] best = Arrays.stream(outputs).mapToInt(Guess::greatest).toArray();
    double sum = 0;
    double correct = 0;
    double[] target = new double[n];
    double[] delta = new double[n];
    for (int example = 0; example < examples.size(); example++) {
      for (int step = 0; step < steps; step++) {
        examples.targets().copy(example, step, target, 0);
        sum += loss.loss(outputs[step], target, delta);
        correct += examples.classification() && examples.label(example, step) == best[step] ? 1 : 0;
      }
    }
    double count = (double) examples.size() * steps;
    return new Evaluation(sum / count, examples.classification() ? correct / count : Double.NaN);
  }

  private static int greatest(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
