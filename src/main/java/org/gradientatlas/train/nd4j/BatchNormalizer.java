package org.gradientatlas.train.nd4j;

import java.util.Arrays;
import org.gradientatlas.axis.Normalization;
import org.gradientatlas.study.Trial;
import org.jspecify.annotations.Nullable;

/**
 * Batch normalization: each unit by its mean and variance over the examples, and in evaluation by
 * running averages of them.
 */
final class BatchNormalizer extends Normalizer {
  private final Moments averages;
  private boolean averaged;

  BatchNormalizer(Trial trial, Kernels kernels, Arena arena, @Nullable Units clipped) {
    super(false, trial, kernels, arena, clipped);
    this.averages = new Moments(trial.width());
    Arrays.fill(averages.variance, 1);
  }

  @Override
  void evaluate(Tensor u, int batch) {
    normalize(u, batch, averages);
  }

  @Override
  void remember() {
    double share = averaged ? 1 - Normalization.DECAY : 1;
    averaged = true;
    average(averages.mean, moments.mean, share);
    average(averages.variance, moments.variance, share);
  }

  private static void average(double[] averages, double[] latest, double share) {
    for (int k = 0; k < averages.length; k++) {
      averages[k] += share * (latest[k] - averages[k]);
    }
  }
}
