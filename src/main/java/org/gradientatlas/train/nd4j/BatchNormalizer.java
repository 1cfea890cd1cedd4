package org.gradientatlas.train.nd4j;

import java.util.Arrays;
import org.gradientatlas.axis.Normalization;
import org.gradientatlas.study.Trial;
import org.jspecify.annotations.Nullable;

/** Batch normalization: each unit by its mean and variance over the examples. */
final class BatchNormalizer extends Normalizer {
  private final int units;
  private final double[] mean;
  private final double[] variance;
  private final double[] averageMean;
  private final double[] averageVariance;
  private final double[] gains;
  private final double[] inverse;
  private final double[] sums;
  private final double[] products;
  private final double[] row;
  private final double[] x;
  private boolean averaged;

  BatchNormalizer(Arena arena, Trial trial, @Nullable Units clipped) {
    super(arena, trial, clipped);
    this.units = trial.width();
    this.mean = new double[units];
    this.variance = new double[units];
    this.averageMean = new double[units];
    this.averageVariance = new double[units];
    this.gains = new double[units];
    this.inverse = new double[units];
    this.sums = new double[units];
    this.products = new double[units];
    this.row = new double[units];
    this.x = new double[units];
    Arrays.fill(averageVariance, 1);
  }

  @Override
  int groupSize(int batch) {
    return batch;
  }

  @Override
  void forward(Tensor u, int batch) {
    Arrays.fill(mean, 0);
    for (int i = 0; i < batch; i++) {
      u.readValues(i, row);
      for (int j = 0; j < units; j++) {
        mean[j] += row[j] / batch;
      }
    }
    Arrays.fill(variance, 0);
    for (int i = 0; i < batch; i++) {
      u.readValues(i, row);
      for (int j = 0; j < units; j++) {
        double distance = row[j] - mean[j];
        variance[j] += distance * distance / batch;
      }
    }
    normalize(u, batch, mean, variance);
  }

  @Override
  void evaluate(Tensor u, int batch) {
    normalize(u, batch, averageMean, averageVariance);
  }

  private void normalize(Tensor u, int batch, double[] means, double[] variances) {
    gain.values.read(0, gains);
    for (int j = 0; j < units; j++) {
      inverse[j] = inverseDeviation(variances[j]);
    }
    for (int i = 0; i < batch; i++) {
      u.readValues(i, row);
      for (int j = 0; j < units; j++) {
        x[j] = (row[j] - means[j]) * inverse[j];
        row[j] = gains[j] * x[j];
      }
      normalized.write(i, x);
      u.write(i, row);
    }
  }

  @Override
  void remember() {
    double share = averaged ? 1 - Normalization.DECAY : 1;
    averaged = true;
    for (int j = 0; j < units; j++) {
      averageMean[j] += share * (mean[j] - averageMean[j]);
      averageVariance[j] += share * (variance[j] - averageVariance[j]);
    }
  }

  /** gain (delta - mean(delta) - x mean(delta x)) / sqrt(variance + epsilon). */
  @Override
  double backward(Tensor delta, Tensor below, int batch) {
    Arrays.fill(sums, 0);
    Arrays.fill(products, 0);
    for (int i = 0; i < batch; i++) {
      delta.read(i, row);
      normalized.read(i, x);
      for (int j = 0; j < units; j++) {
        sums[j] += row[j] / batch;
        products[j] += row[j] * x[j] / batch;
      }
    }
    gain.gradient.write(0, products);
    double greatest = 0;
    for (int i = 0; i < batch; i++) {
      delta.read(i, row);
      normalized.read(i, x);
      for (int j = 0; j < units; j++) {
        row[j] = gains[j] * inverse[j] * (row[j] - sums[j] - x[j] * products[j]);
        greatest = Math.max(greatest, Math.abs(row[j]));
      }
      below.write(i, row);
    }
    return greatest;
  }
}
