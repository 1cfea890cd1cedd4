package org.gradientatlas.train.nd4j.vector.normalization;

import org.gradientatlas.train.nd4j.kernel.GroupStatistics;
import org.gradientatlas.train.nd4j.kernel.NormalizationKernels;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.vector.jit.IsolatedCall;

/**
 * Normalization loops, each compiled on its own.
 *
 * @param groups the loops
 * @param apart calls them, see {@link IsolatedCall}
 */
public record IsolatedNormalization(NormalizationKernels groups, IsolatedCall apart)
    implements NormalizationKernels {
  @Override
  public void measure(Tensor u, int rows, GroupStatistics moments) {
    apart.run(() -> groups.measure(u, rows, moments));
  }

  @Override
  public void normalize(Tensor u, int rows, GroupStatistics moments, Tensor gain, Tensor x) {
    apart.run(() -> groups.normalize(u, rows, moments, gain, x));
  }

  @Override
  public void average(
      Tensor delta,
      int rows,
      GroupStatistics moments,
      Tensor gain,
      Tensor x,
      double[] gainGradient) {
    apart.run(() -> groups.average(delta, rows, moments, gain, x, gainGradient));
  }

  @Override
  public double differentiate(
      Tensor delta, int rows, GroupStatistics moments, Tensor gain, Tensor x, Tensor below) {
    return apart.number(() -> groups.differentiate(delta, rows, moments, gain, x, below));
  }
}
