package org.gradientatlas.diagnose;

import org.gradientatlas.diagnose.Evidence.Pass;

/** Tells gradients that are 0 because numbers ran out from those that are 0 because units died. */
final class Underflow {
  /** An entry may be this much smaller than the root mean squares it is made of. */
  private static final double SPREAD = 1e6;

  private Underflow() {}

  /**
   * Whether the weight gradient of a layer, input times delta, is about as small as the smallest
   * numbers. Where one of them is exactly 0, the nearest layer towards its source that is not
   * decides: numbers fade step by step, units die at once.
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

  /** Layer 1 sees data, whose size is about 1. */
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
