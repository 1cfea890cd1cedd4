package org.gradientatlas.train.nd4j.vector.activation;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;

/** e^-x for x of 0 or more, to about one unit in the last place, gradual underflow included. */
public final class Exponential {
  /** Beyond this x, e^-x rounds to 0. */
  private static final int END = Float.floatToRawIntBits(104);

  private static final float PER_LN2 = 1.442695f;

  /** ln 2 in two parts, the first short enough that its products with exponents are exact. */
  private static final float LN2_HIGH = 0.6933594f;

  private static final float LN2_LOW = (float) (Math.log(2) - 0.693359375);

  /** Adding and subtracting 1.5 2^23 rounds to a whole number. */
  private static final float ROUND = 12582912;

  private static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);

  private static final float[] TAYLOR = {1 / 720f, -1 / 120f, 1 / 24f, -1 / 6f, 1 / 2f, -1, 1};

  private Exponential() {}

  /**
   * @param size the bits of x
   */
  public static FloatVector ofMinus(IntVector size) {
    FloatVector x = size.min(END).reinterpretAsFloats();
    FloatVector shifted = x.fma(Lanes.all(PER_LN2), Lanes.all(ROUND));
    IntVector k = shifted.reinterpretAsInts().sub(ROUND_BITS);
    FloatVector whole = shifted.sub(ROUND);
    FloatVector r = whole.fma(Lanes.all(-LN2_LOW), whole.fma(Lanes.all(-LN2_HIGH), x));
    FloatVector p = ChebyshevFit.powers(r, TAYLOR);
    // Two normal factors, so that the result may be subnormal.
    IntVector half = k.lanewise(VectorOperators.ASHR, 1);
    return p.mul(power(half)).mul(power(k.sub(half)));
  }

  /** Replaces x by e^-x, in as many whole vectors as cover the count. */
  static void ofMinus(float[] x, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      ofMinus(Lanes.sizes(Lanes.load(x, i))).intoArray(x, i);
    }
  }

  /** 2^-k. */
  private static FloatVector power(IntVector k) {
    return IntVector.broadcast(Lanes.INTS, 127)
        .sub(k)
        .lanewise(VectorOperators.LSHL, 23)
        .reinterpretAsFloats();
  }
}
