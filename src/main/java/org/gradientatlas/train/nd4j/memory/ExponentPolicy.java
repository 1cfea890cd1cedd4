package org.gradientatlas.train.nd4j.memory;

import org.gradientatlas.axis.Precision;

/**
 * Chooses the powers of two that vanishing numbers are scaled by. Products of subnormal numbers
 * take a hundred times as long; scaled by a power of two they are normal, without extra rounding.
 */
public final class ExponentPolicy {
  /** Sizes between 2^-40 and 2^40 are stored as they are. */
  private static final int COMFORTABLE = 40;

  /** The most that one step scales by: the factor itself must be normal. */
  public static final int GREATEST_STEP = 100;

  /** Up to this |z|, tanh z rounds to z in single precision. */
  public static final double LINEAR = 0x1p-16;

  private ExponentPolicy() {}

  /**
   * The exponent for the deltas of the layer below, given the greatest stored delta of this one.
   */
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

  /** The greatest exponent: values that would need more are 0 in this precision anyway. */
  private static int most(Precision precision) {
    return precision == Precision.FLOAT32 ? 220 : 1200;
  }

  /**
   * The exponent for the pre-activations above a layer's outputs, given the greatest stored output;
   * nonzero only if they vanish.
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
