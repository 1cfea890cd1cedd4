package org.gradientatlas.train;

import org.gradientatlas.data.Dataset;

/**
 * Mean loss and accuracy on a whole data set.
 *
 * @param loss mean of the examples' losses
 * @param accuracy share of answers, one for each step of each example, whose largest output is the
 *     class; NaN for regression
 */
record Evaluation(double loss, double accuracy) {

  /** Runs the network over a data set, a batch at a time. */
  static Evaluation of(Network network, Dataset data, int batchSize) {
    return of(network, data, data.size(), batchSize);
  }

  /** Runs the network over the first examples of a data set. */
  static Evaluation of(Network network, Dataset data, int examples, int batchSize) {
    int[] rows = new int[batchSize];
    double loss = 0;
    long correct = 0;
    for (int from = 0; from < examples; from += batchSize) {
      int count = Math.min(batchSize, examples - from);
      for (int i = 0; i < count; i++) {
        rows[i] = from + i;
      }
      Network.Score score = network.score(new Batch(data, rows, count));
      loss += score.loss();
      correct += score.correct();
    }
    double answers = (double) examples * data.steps();
    return new Evaluation(loss / examples, data.classification() ? correct / answers : Double.NaN);
  }
}
