package org.gradientatlas.train.nd4j.vector.activation;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.vector.jit.Loop;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;
import org.jspecify.annotations.Nullable;

/**
 * Activations of vanishing pre-activations, where phi is linear on each side of 0 and phi(z) = z
 * above it. Everything is stored times 2^{@link Tensor#exponent}, where the hardware is fast, but
 * rounded as if it were not, to multiples of the smallest float. The results match the other loops
 * bit for bit, except that a leaky ReLU may round twice.
 */
public final class VanishingActivation {
  /** The exponent of the smallest normal float; smaller floats are multiples of 2^-149. */
  private static final int SMALLEST_NORMAL = -126;

  private final float below;
  private final Counter counter;
  private final Loop rounding = Loop.apart((z, two, three, size, f) -> roundAll(z, size));
  private final Loop bending = Loop.apart((z, two, three, size, f) -> bendAll(z, size));
  private final Loop derivative = Loop.apart((delta, a, same, size, f) -> slopes(delta, a, size));

  /**
   * @param line the activation, or one that equals it near 0
   */
  private VanishingActivation(Variant<Activation> line) {
    this.below = (float) line.type().derivative(-1, line.array());
    this.counter = new SaturationCounter(line, false);
  }

  /** The loops of an activation that is linear near 0; null for others. */
  public static @Nullable VanishingActivation of(Variant<Activation> activation) {
    return switch (activation.type()) {
      case IDENTITY, RELU, LEAKY_RELU -> new VanishingActivation(activation);
      case TANH -> new VanishingActivation(Variant.of(Activation.IDENTITY));
      default -> null;
    };
  }

  /** Counts dead units and saturated outputs from the sign of z. */
  public Counter counter() {
    return counter;
  }

  /** Rounds z and returns the greatest |z|, as stored; NaN if one is NaN. */
  public double round(Tensor z, int size) {
    return rounding.run(z, size);
  }

  /** Applies phi to rounded pre-activations, see {@link #round}. */
  public void bend(Tensor z, int size) {
    bending.run(z, size);
  }

  /** Multiplies delta by phi' and returns the greatest |delta|; NaN if one is NaN. */
  public double differentiate(Tensor delta, Tensor a, int size) {
    return derivative.run(delta, a, a, size, 1);
  }

  private static float roundAll(Tensor z, int size) {
    FloatVector limit = Lanes.all(limit(z));
    IntVector greatest = IntVector.zero(Lanes.INTS);
    int whole = Lanes.whole(size);
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      int at = i * Float.BYTES;
      FloatVector v = rounded(Lanes.load(z.bytes(), at), limit);
      greatest = Lanes.sizes(v).max(greatest);
      Lanes.store(v, z.bytes(), at);
    }
    float rest = Float.intBitsToFloat(Lanes.greatest(greatest));
    for (int i = whole; i < size; i++) {
      z.set(i, Math.scalb((float) z.value(i), z.exponent()));
      rest = Math.max(rest, Math.abs((float) z.get(i)));
    }
    return rest;
  }

  private double bendAll(Tensor z, int size) {
    FloatVector limit = Lanes.all(limit(z));
    int whole = Lanes.whole(size);
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      int at = i * Float.BYTES;
      FloatVector v = Lanes.load(z.bytes(), at);
      Lanes.store(rounded(bent(v, v), limit), z.bytes(), at);
    }
    for (int i = whole; i < size; i++) {
      double v = z.get(i);
      z.set(i, v > 0 ? v : v * below);
      z.set(i, Math.scalb(z.value(i), z.exponent()));
    }
    return 0;
  }

  private float slopes(Tensor delta, Tensor a, int size) {
    IntVector greatest = IntVector.zero(Lanes.INTS);
    int whole = Lanes.whole(size);
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      int at = i * Float.BYTES;
      FloatVector d = bent(Lanes.load(delta.bytes(), at), Lanes.load(a.bytes(), at));
      greatest = Lanes.sizes(d).max(greatest);
      Lanes.store(d, delta.bytes(), at);
    }
    float rest = Float.intBitsToFloat(Lanes.greatest(greatest));
    for (int i = whole; i < size; i++) {
      delta.set(i, a.get(i) > 0 ? delta.get(i) : delta.get(i) * below);
      rest = Math.max(rest, Math.abs((float) delta.get(i)));
    }
    return rest;
  }

  /** The smallest normal float, as stored. */
  private static float limit(Tensor z) {
    return Math.scalb(1f, z.exponent() + SMALLEST_NORMAL);
  }

  /**
   * Rounds numbers below the limit to multiples of 2^-23 times it, ties to even: adding and
   * subtracting the limit does that.
   */
  private static FloatVector rounded(FloatVector v, FloatVector limit) {
    FloatVector large = Lanes.withSign(limit.reinterpretAsInts(), v);
    return v.blend(v.add(large).sub(large), v.abs().compare(VectorOperators.LT, limit));
  }

  /** v where {@code other} is above 0, and {@code below} times v elsewhere. */
  private FloatVector bent(FloatVector v, FloatVector other) {
    return v.mul(below).blend(v, other.compare(VectorOperators.GT, 0));
  }
}
