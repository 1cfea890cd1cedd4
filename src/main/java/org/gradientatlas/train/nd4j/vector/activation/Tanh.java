package org.gradientatlas.train.nd4j.vector.activation;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;
import org.gradientatlas.train.nd4j.vector.lane.ScalarTail;
import org.gradientatlas.train.nd4j.vector.statistics.LaneSums;
import org.jspecify.annotations.Nullable;

/**
 * tanh z = z P(z^2) / Q(z^2), a minimax fit of relative error 2.2e-8 up to |z| = 9.01, where tanh
 * rounds to 1. All coefficients are positive, so nothing cancels.
 */
public final class Tanh implements ActivationKernel {
  /** From this |z| on, tanh is 1 in single precision. */
  private static final int END = Float.floatToRawIntBits(9.011f);

  /** Up to this |z|, tanh z rounds to z. */
  private static final int TINY = Float.floatToRawIntBits(0x1p-16f);

  private static final int ONE = Float.floatToRawIntBits(1);

  @Override
  public float activate(Tensor z, float[] bias, Tensor a, int rows) {
    int whole = Lanes.whole(z.columns());
    int greatest = 0;
    for (int column = 0; column < whole; column += Lanes.COUNT) {
      greatest = Math.max(greatest, activate(z, bias, column, rows));
    }
    float rest = ScalarTail.activate(z, bias, rows, whole, Math::tanh);
    return Math.max(Float.intBitsToFloat(greatest), rest);
  }

  private static int activate(Tensor tensor, float[] bias, int column, int rows) {
    ByteBuffer z = tensor.bytes();
    int from = column * Float.BYTES;
    int stride = tensor.columns() * Float.BYTES;
    FloatVector b = Lanes.load(bias, column);
    IntVector greatest = IntVector.zero(Lanes.INTS);
    for (int row = 0; row < rows; row++) {
      int at = from + row * stride;
      FloatVector sum = Lanes.load(z, at).add(b);
      IntVector size = Lanes.sizes(sum);
      greatest = size.max(greatest);
      Lanes.store(of(sum, size.min(END)), z, at);
    }
    return Lanes.greatest(greatest);
  }

  /** tanh z. */
  public static FloatVector of(FloatVector z) {
    return of(z, Lanes.sizes(z).min(END));
  }

  /** tanh z, given the bits of |z|, capped at {@link #END}. */
  private static FloatVector of(FloatVector z, IntVector size) {
    // Smaller squares would underflow, and P / Q is 1 there.
    FloatVector root = size.max(TINY).reinterpretAsFloats();
    FloatVector y = root.mul(root);
    FloatVector t = size.reinterpretAsFloats().mul(numerator(y)).div(denominator(y));
    return signed(t, z);
  }

  /**
   * Activates one vector of columns, and sums z and tanh z in the same loop.
   *
   * @param limit the bits of the greatest |z| that is not saturated
   */
  static void record(Tensor tensor, float[] bias, int column, int rows, int limit, LaneSums tally) {
    ByteBuffer z = tensor.bytes();
    int from = column * Float.BYTES;
    int stride = tensor.columns() * Float.BYTES;
    FloatVector b = Lanes.load(bias, column);
    IntVector limits = IntVector.broadcast(Lanes.INTS, limit);
    IntVector none = IntVector.zero(Lanes.INTS);
    IntVector greatest = IntVector.zero(Lanes.INTS);
    IntVector least = IntVector.broadcast(Lanes.INTS, Integer.MAX_VALUE);
    IntVector saturated = IntVector.zero(Lanes.INTS);
    FloatVector zero = Lanes.all(0);
    // A separate zero for each sum: sharing one vector boxes.
    FloatVector sums = Lanes.all(0);
    FloatVector squares = Lanes.all(0);
    FloatVector values = Lanes.all(0);
    FloatVector valueSquares = Lanes.all(0);
    for (int row = 0; row < rows; row++) {
      int at = from + row * stride;
      FloatVector sum = Lanes.load(z, at).add(b);
      IntVector size = Lanes.sizes(sum);
      FloatVector value = of(sum, size.min(END));
      Lanes.store(value, z, at);
      greatest = size.max(greatest);
      least = size.min(least);
      saturated = limits.sub(size).lanewise(VectorOperators.LSHR, 31).add(saturated);
      sum = sum.sub(tally.shift());
      sums = sum.add(sums);
      squares = sum.fma(sum, squares);
      value = value.sub(tally.valueShift());
      values = value.add(values);
      valueSquares = value.fma(value, valueSquares);
    }
    // No helper calls from here on: past the JIT's inlining limits their vectors would box.
    zero.add(sums).intoArray(tally.floats(), LaneSums.PREACTIVATIONS);
    zero.add(squares).intoArray(tally.floats(), LaneSums.PREACTIVATION_SQUARES);
    zero.add(values).intoArray(tally.floats(), LaneSums.ACTIVATIONS);
    zero.add(valueSquares).intoArray(tally.floats(), LaneSums.ACTIVATION_SQUARES);
    none.or(saturated).intoArray(tally.ints(), LaneSums.SATURATED);
    none.or(least).intoArray(tally.ints(), LaneSums.LEAST);
    none.or(greatest).intoArray(tally.ints(), LaneSums.GREATEST);
  }

  private static FloatVector numerator(FloatVector y) {
    return y.fma(Lanes.all(1.3398272e-8f), Lanes.all(2.0645894e-5f))
        .fma(y, Lanes.all(0.0034980704f))
        .fma(y, Lanes.all(0.13383204f))
        .fma(y, Lanes.all(1));
  }

  private static FloatVector denominator(FloatVector y) {
    return y.fma(Lanes.all(7.7959635e-7f), Lanes.all(0.00032895186f))
        .fma(y, Lanes.all(0.025886694f))
        .fma(y, Lanes.all(0.46716526f))
        .fma(y, Lanes.all(1));
  }

  /** Rounding must not take |tanh z| beyond 1. */
  private static FloatVector signed(FloatVector t, FloatVector z) {
    return Lanes.withSign(t.reinterpretAsInts().min(ONE), z);
  }

  @Override
  public float differentiate(Tensor delta, Tensor a, @Nullable Tensor biasGradient, int rows) {
    int whole = Lanes.whole(delta.columns());
    int greatest = 0;
    for (int column = 0; column < whole; column += Lanes.COUNT) {
      greatest = Math.max(greatest, differentiate(delta, a, biasGradient, column, rows));
    }
    float rest = ScalarTail.differentiate(delta, a, biasGradient, rows, whole, v -> 1 - v * v);
    return Math.max(Float.intBitsToFloat(greatest), rest);
  }

  private static int differentiate(
      Tensor delta, Tensor a, @Nullable Tensor biasGradient, int column, int rows) {
    ByteBuffer deltas = delta.bytes();
    ByteBuffer values = a.bytes();
    int stride = delta.columns() * Float.BYTES;
    IntVector greatest = IntVector.zero(Lanes.INTS);
    FloatVector sum = Lanes.all(0);
    for (int row = 0; row < rows; row++) {
      int at = column * Float.BYTES + row * stride;
      FloatVector v = Lanes.load(values, at);
      FloatVector d = v.neg().fma(v, Lanes.all(1)).mul(Lanes.load(deltas, at));
      greatest = Lanes.sizes(d).max(greatest);
      sum = d.add(sum);
      Lanes.store(d, deltas, at);
    }
    if (biasGradient != null) {
      Lanes.store(Lanes.all(1f / rows).mul(sum), biasGradient.bytes(), column * Float.BYTES);
    }
    return Lanes.greatest(greatest);
  }
}
