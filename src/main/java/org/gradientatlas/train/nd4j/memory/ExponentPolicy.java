package org.gradientatlas.train.nd4j.memory;

import org.gradientatlas.axis.Precision;

/**
 * Chooses the powers of two that vanishing numbers are stored with. A product of subnormal numbers
 * takes a hundred times as long; stored times a power of two, they are normal, and nothing is
 * rounded that would not be otherwise.
 */
public final class ExponentPolicy {
  /** Sizes between 2^-40 and 2^40 are stored as they are. */
  private static final int COMFORTABLE = 40;

  /** No one step scales by more: the factor itself must be normal. */
  public static final int GREATEST_STEP = 100;

  /** Up to here tanh z rounds to z in single precision. */
  public static final double LINEAR = 0x1p-16;

  private ExponentPolicy() {}

  /** The exponent for the deltas of the layer below, given the greatest stored one of this. */
  public static int exponentBelow(Tensor deltas, double greatest) {
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

  /**
   * The exponent for the pre-activations above a layer's outputs, given the greatest one stored:
   * other than 0 only where they vanish.
   */
  public static int exponentAbove(Tensor outputs, double greatest) {
    int exponent = exponentBelow(outputs, greatest);
    return exponent < COMFORTABLE ? 0 : exponent;
  }

  /** The exponent to lift activations to before they are multiplied by deltas. */
  public static int inputExponent(double greatest) {
    int size = Math.getExponent(greatest);
    return greatest > 0 && size < -COMFORTABLE ? Math.min(-size, GREATEST_STEP) : 0;
  }

  /** The exponent for a gradient of these deltas whose entries are below 2^(size + 1). */
  public static int gradientExponent(Tensor input, Tensor deltas, int size) {
    return size >= smallGradient(deltas.precision())
        ? 0
        : Math.min(-size, input.exponent() + deltas.exponent() + GREATEST_STEP);
  }

  /** Whether all numbers below 2^(size + 1) round to 0. */
  public static boolean vanishes(Precision precision, int size) {
    return size + 1 < (precision == Precision.FLOAT32 ? -150 : -1075);
  }

  /** Gradients of at least this size have next to no subnormal entries. */
  private static int smallGradient(Precision precision) {
    return precision == Precision.FLOAT32 ? -90 : -980;
  }
}
