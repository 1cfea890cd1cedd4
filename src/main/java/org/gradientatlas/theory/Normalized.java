package org.gradientatlas.theory;

import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;

/**
 * The factor chi on E||delta||^2 per layer going down where pre-activations are normalized before
 * the activation. It does not depend on the weights' variance, which normalization divides out.
 */
public final class Normalized {
  private Normalized() {}

  /**
   * Batch normalization of a large batch, E phi'^2/Var phi at q = 1 (Yang 2019). Examples
   * decorrelate and the mean over them is lost, so gradients explode for all but linear
   * activations: by pi/(pi - 1) a layer for ReLU.
   */
  public static double byBatch(Variant<Activation> activation) {
    var phi = new Phi(activation);
    double mean = phi.mean(phi::value, 1);
    return phi.meanSquareSlope(1) / (phi.meanSquare(1) - mean * mean);
  }

  /** Layer normalization without biases, E phi'^2/E phi^2 at q = 1: 1 for ReLU, 1.178 for tanh. */
  public static double byLayer(Variant<Activation> activation) {
    var phi = new Phi(activation);
    return phi.meanSquareSlope(1) / phi.meanSquare(1);
  }
}
