package org.gradientatlas.diagnose;

import org.gradientatlas.diagnose.Evidence.Pass;

/** Distinguishes gradients that underflowed to 0 from gradients that are 0 because units died. */
final class Underflow {
  /** An entry may be this much smaller than the product of root mean squares. */
  private static final double SPREAD = 1e6;

  private Underflow() {}

  /**
   * Whether a layer's weight gradient, input times delta, is near the smallest representable
   * numbers. If one factor is exactly 0, the nearest nonzero layer towards its source is used
   * instead: numbers shrink gradually, but units die at once.
   */
  static boolean explainsZeros(Pass pass, LayerFacts layer, double smallestNormal) {
    return input(pass, layer.layer()) * delta(pass, layer.layer()) < SPREAD * smallestNormal;
  }

  private static double delta(Pass pass, int layer) {
    for (int l = layer; l <= pass.layers().size(); l++) {
      if (pass.layer(l).delta().rms() != 0) {
        return pass.layer(l).delta().rms();
      }
    }
    return 1;
  }

  /** The input of layer 1 is data, with values of about 1. */
  private static double input(Pass pass, int layer) {
    for (int l = layer - 1; l >= 1; l--) {
      double size =
          Math.hypot(pass.layer(l).activations().mean(), pass.layer(l).activations().sd());
      if (size != 0) {
        return size;
      }
    }
    return 1;
  }
}
