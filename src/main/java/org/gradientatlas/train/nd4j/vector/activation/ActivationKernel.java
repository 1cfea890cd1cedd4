package org.gradientatlas.train.nd4j.vector.activation;

import org.gradientatlas.train.nd4j.memory.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The two loops of one activation, over whole columns. The derivative is computed from the
 * activations, which may then overwrite the pre-activations, or from the pre-activations.
 *
 * <p>Each activation has its own loops, one method per vector of columns: with phi behind an
 * interface, or in nested loops, the JIT would box each vector.
 */
public interface ActivationKernel {
  /** Whether the derivative is computed from the pre-activations, which must then be kept. */
  default boolean readsPreactivations() {
    return false;
  }

  /**
   * z becomes z + b and a = phi(z), for the first {@code rows} rows.
   *
   * @param bias zeros if there is none
   * @param a may be z itself, unless pre-activations are read later
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
