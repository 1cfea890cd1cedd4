package org.gradientatlas.train.nd4j.vector.normalization;

import org.gradientatlas.train.nd4j.kernel.GroupStatistics;
import org.gradientatlas.train.nd4j.kernel.NormalizationKernels;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.vector.jit.CallBarrier;

/** Normalization loops, each compiled on its own: see {@link CallBarrier}. */
public final class IsolatedNormalization implements NormalizationKernels {
  private final CallBarrier<NormalizationKernels> targets;

  public IsolatedNormalization(NormalizationKernels groups) {
    this.targets = new CallBarrier<>(groups, new Idle(), new Idle() {});
  }

  @Override
  public void measure(Tensor u, int rows, GroupStatistics moments) {
    for (int i = 0; i < CallBarrier.COUNT; i++) {
      targets.get(i).measure(u, rows, moments);
    }
  }

  @Override
  public void normalize(Tensor u, int rows, GroupStatistics moments, Tensor gain, Tensor x) {
    for (int i = 0; i < CallBarrier.COUNT; i++) {
      targets.get(i).normalize(u, rows, moments, gain, x);
    }
  }

  @Override
  public void average(
      Tensor delta,
      int rows,
      GroupStatistics moments,
      Tensor gain,
      Tensor x,
      double[] gainGradient) {
    for (int i = 0; i < CallBarrier.COUNT; i++) {
      targets.get(i).average(delta, rows, moments, gain, x, gainGradient);
    }
  }

  @Override
  public double differentiate(
      Tensor delta, int rows, GroupStatistics moments, Tensor gain, Tensor x, Tensor below) {
    double greatest = 0;
    for (int i = 0; i < CallBarrier.COUNT; i++) {
      greatest =
          Math.max(greatest, targets.get(i).differentiate(delta, rows, moments, gain, x, below));
    }
    return greatest;
  }

  /** Does nothing. */
  private static class Idle implements NormalizationKernels {
    @Override
    public void measure(Tensor u, int rows, GroupStatistics moments) {}

    @Override
    public void normalize(Tensor u, int rows, GroupStatistics moments, Tensor gain, Tensor x) {}

    @Override
    public void average(
        Tensor delta,
        int rows,
        GroupStatistics moments,
        Tensor gain,
        Tensor x,
        double[] gainGradient) {}

    @Override
    public double differentiate(
        Tensor delta, int rows, GroupStatistics moments, Tensor gain, Tensor x, Tensor below) {
      return 0;
    }
  }
}
