package org.gradientatlas.train.nd4j;

import java.util.Arrays;
import org.gradientatlas.study.Trial;
import org.jspecify.annotations.Nullable;

/** Layer normalization: each example by its mean and variance over the units. */
final class LayerNormalizer extends Normalizer {
  private final int units;
  private final double[] gains;
  private final double[] x;
  private final double[] deltas;
  private final double[] gainGradient;
  private final double[] inverse;

  LayerNormalizer(Arena arena, Trial trial, @Nullable Units clipped) {
    super(arena, trial, clipped);
    this.units = trial.width();
    this.gains = new double[units];
    this.x = new double[units];
    this.deltas = new double[units];
    this.gainGradient = new double[units];
    this.inverse = new double[trial.batchSize()];
  }

  @Override
  int groupSize(int batch) {
    return units;
  }

  @Override
  void forward(Tensor u, int batch) {
    gain.values.read(0, gains);
    for (int row = 0; row < batch; row++) {
      u.readValues(row, x);
      normalize(row);
      normalized.write(row, x);
      for (int j = 0; j < units; j++) {
        x[j] *= gains[j];
      }
      u.write(row, x);
    }
  }

  private void normalize(int row) {
    double sum = 0;
    for (double value : x) {
      sum += value;
    }
    double mean = sum / units;
    double squares = 0;
    for (int j = 0; j < units; j++) {
      x[j] -= mean;
      squares += x[j] * x[j];
    }
    inverse[row] = inverseDeviation(squares / units);
    for (int j = 0; j < units; j++) {
      x[j] *= inverse[row];
    }
  }

  @Override
  double backward(Tensor delta, Tensor below, int batch) {
    Arrays.fill(gainGradient, 0);
    double greatest = 0;
    for (int row = 0; row < batch; row++) {
      delta.read(row, deltas);
      normalized.read(row, x);
      greatest = Math.max(greatest, backward(inverse[row]));
      below.write(row, deltas);
    }
    for (int j = 0; j < units; j++) {
      gain.gradient.set(j, gainGradient[j] / batch);
    }
    return greatest;
  }

  /** With g = gain delta: (g - mean(g) - x mean(g x)) / sqrt(variance + epsilon). */
  private double backward(double inverseDeviation) {
    double sum = 0;
    double product = 0;
    for (int j = 0; j < units; j++) {
      gainGradient[j] += deltas[j] * x[j];
      deltas[j] *= gains[j];
      sum += deltas[j];
      product += deltas[j] * x[j];
    }
    double greatest = 0;
    for (int j = 0; j < units; j++) {
      deltas[j] = inverseDeviation * (deltas[j] - sum / units - x[j] * (product / units));
      greatest = Math.max(greatest, Math.abs(deltas[j]));
    }
    return greatest;
  }
}
