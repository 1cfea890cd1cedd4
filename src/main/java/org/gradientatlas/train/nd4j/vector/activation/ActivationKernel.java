package org.gradientatlas.train.nd4j.vector.activation;

import org.gradientatlas.train.nd4j.memory.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The two loops of one activation, each on whole columns. The derivative is taken from the
 * activation, which then stands in the place of the pre-activation, or from the latter.
 *
 * <p>Every curve has loops of its own, a vector of columns in a method: with phi behind an
 * interface, or a loop around the loop, the JIT would box each vector.
 */
public interface ActivationKernel {
  /** Whether the derivative is taken from the pre-activations, which then have to be kept. */
  default boolean readsPreactivations() {
    return false;
  }

  /**
   * z becomes z + b and a = phi(z), for the first {@code rows} rows.
   *
   * @param bias zeros where there is none
   * @param a z itself, unless pre-activations are read later
   * @return the greatest |z + b|; NaN if one is NaN
   */
  float activate(Tensor z, float[] bias, Tensor a, int rows);

  /**
   * delta becomes delta phi', and the bias gradient its mean.
   *
   * @param point the activations, or the pre-activations
   * @return the greatest |delta|; NaN if one is NaN
   */
  float differentiate(Tensor delta, Tensor point, @Nullable Tensor biasGradient, int rows);
}
