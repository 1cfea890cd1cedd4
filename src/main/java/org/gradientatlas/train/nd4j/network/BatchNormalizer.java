package org.gradientatlas.train.nd4j.network;

import java.util.Arrays;
import org.gradientatlas.axis.Normalization;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.nd4j.kernel.GroupStatistics;
import org.gradientatlas.train.nd4j.kernel.LayerKernels;
import org.gradientatlas.train.nd4j.memory.Arena;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.step.UnitClipper;
import org.jspecify.annotations.Nullable;

/**
 * Batch normalization: each unit by its mean and variance over the examples, or in evaluation by
 * their running averages.
 */
final class BatchNormalizer extends Normalizer {
  private final GroupStatistics averages;
  private boolean averaged;

  BatchNormalizer(Trial trial, LayerKernels kernels, Arena arena, @Nullable UnitClipper clipped) {
    super(false, trial, kernels, arena, clipped);
    this.averages = new GroupStatistics(trial.network().width());
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
