package org.gradientatlas.train.nd4j;

import org.gradientatlas.axis.Precision;

/**
 * Chooses the powers of two that vanishing numbers are stored with. A product of subnormal numbers
 * takes a hundred times as long; stored times a power of two, they are normal, and nothing is
 * rounded that would not be otherwise.
 */
final class Scaling {
  /** Sizes between 2^-40 and 2^40 are stored as they are. */
  private static final int COMFORTABLE = 40;

  /** No one step scales by more: the factor itself must be normal. */
  private static final int GREATEST_STEP = 100;

  /** Gradients up to 2^-90 have next to no subnormal entries. */
  private static final int SMALL_GRADIENT = -90;

  private Scaling() {}

  /** The exponent for the deltas of the layer below, given the greatest stored one of this. */
  static int exponentBelow(Tensor deltas, double greatest) {
    int exponent = deltas.exponent();
    if (greatest == 0 || !Double.isFinite(greatest)) {
      return exponent;
    }
    int size = Math.getExponent(greatest);
    if (size < -COMFORTABLE) {
      return Math.min(exponent + Math.min(-size, GREATEST_STEP), most(deltas.precision()));
    }
    return size > COMFORTABLE && exponent > 0
        ? Math.max(0, exponent - Math.min(size, GREATEST_STEP))
        : exponent;
  }

  /** Twice the distance to the smallest number there is: what lies beyond is 0 for everyone. */
  private static int most(Precision precision) {
    return precision == Precision.FLOAT32 ? 220 : 1200;
  }

  /** The exponent for a gradient of these deltas, given a bound on its stored size. */
  static int gradientExponent(Tensor deltas, double bound) {
    int size = Math.getExponent(bound) - deltas.exponent();
    return size >= SMALL_GRADIENT ? 0 : deltas.exponent();
  }
}
