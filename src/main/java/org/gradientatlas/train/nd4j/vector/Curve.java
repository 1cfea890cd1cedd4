package org.gradientatlas.train.nd4j.vector;

import org.gradientatlas.train.nd4j.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The two loops of one activation, each on whole columns and in place. The derivative is taken from
 * the activation, not from the pre-activation.
 *
 * <p>Every curve has loops of its own, a vector of columns in a method: with phi behind an
 * interface, or a loop around the loop, the JIT would box each vector.
 */
interface Curve {
  /**
   * z becomes phi(z + b), for the first {@code rows} rows.
   *
   * @return the greatest |z + b|; NaN if one is NaN
   */
  float activate(Tensor z, @Nullable Tensor bias, int rows);

  /**
   * delta becomes delta phi', and the bias gradient its mean.
   *
   * @param a the activations
   * @return the greatest |delta|; NaN if one is NaN
   */
  float differentiate(Tensor delta, Tensor a, @Nullable Tensor biasGradient, int rows);
}
