package org.gradientatlas.train.nd4j.vector;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.gradientatlas.train.nd4j.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * tanh z = z P(z^2) / Q(z^2), a minimax fit of relative error 2.2e-8 up to |z| = 9.01, where tanh
 * rounds to 1. All coefficients are positive, so nothing cancels. Two vectors share one division.
 */
final class Tanh implements Curve {
  /** Here and beyond, tanh is 1 in single precision. */
  private static final int END = Float.floatToRawIntBits(9.011f);

  private static final int ONE = Float.floatToRawIntBits(1);

  @Override
  public float activate(Tensor z, @Nullable Tensor bias, int rows) {
    ByteBuffer bytes = z.bytes();
    int columns = z.columns();
    int stride = columns * Float.BYTES;
    IntVector greatest = IntVector.zero(Lanes.INTS);
    int whole = Lanes.whole(columns);
    for (int column = 0; column < whole; column += Lanes.COUNT) {
      int from = column * Float.BYTES;
      FloatVector b = bias == null ? Lanes.all(0) : Lanes.load(bias.bytes(), from);
      int end = from + rows * stride;
      int at = from;
      for (; at + stride < end; at += 2 * stride) {
        FloatVector z1 = Lanes.load(bytes, at).add(b);
        FloatVector z2 = Lanes.load(bytes, at + stride).add(b);
        IntVector s1 = Lanes.sizes(z1);
        IntVector s2 = Lanes.sizes(z2);
        greatest = greatest.max(s1).max(s2);
        FloatVector x1 = s1.min(END).reinterpretAsFloats();
        FloatVector x2 = s2.min(END).reinterpretAsFloats();
        FloatVector y1 = x1.mul(x1);
        FloatVector y2 = x2.mul(x2);
        FloatVector q1 = denominator(y1);
        FloatVector q2 = denominator(y2);
        FloatVector r = Lanes.all(1).div(q1.mul(q2));
        FloatVector t1 = x1.mul(numerator(y1)).mul(q2.mul(r));
        FloatVector t2 = x2.mul(numerator(y2)).mul(q1.mul(r));
        Lanes.store(signed(t1, z1), bytes, at);
        Lanes.store(signed(t2, z2), bytes, at + stride);
      }
      if (at < end) {
        FloatVector z1 = Lanes.load(bytes, at).add(b);
        IntVector s1 = Lanes.sizes(z1);
        greatest = greatest.max(s1);
        FloatVector x1 = s1.min(END).reinterpretAsFloats();
        FloatVector y1 = x1.mul(x1);
        Lanes.store(signed(x1.mul(numerator(y1)).div(denominator(y1)), z1), bytes, at);
      }
    }
    float rest = Columns.activate(z, bias, rows, whole, Math::tanh);
    return Math.max(Lanes.greatest(greatest), rest);
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

  /** Rounding must not lead beyond 1. */
  private static FloatVector signed(FloatVector t, FloatVector z) {
    return Lanes.withSign(t.reinterpretAsInts().min(ONE), z);
  }

  @Override
  public float differentiate(Tensor delta, Tensor a, @Nullable Tensor biasGradient, int rows) {
    ByteBuffer deltas = delta.bytes();
    ByteBuffer values = a.bytes();
    int columns = delta.columns();
    int stride = columns * Float.BYTES;
    IntVector greatest = IntVector.zero(Lanes.INTS);
    int whole = Lanes.whole(columns);
    for (int column = 0; column < whole; column += Lanes.COUNT) {
      FloatVector sum = Lanes.all(0);
      int at = column * Float.BYTES;
      for (int row = 0; row < rows; row++, at += stride) {
        FloatVector value = Lanes.load(values, at);
        FloatVector d = value.neg().fma(value, Lanes.all(1)).mul(Lanes.load(deltas, at));
        greatest = greatest.max(Lanes.sizes(d));
        sum = sum.add(d);
        Lanes.store(d, deltas, at);
      }
      if (biasGradient != null) {
        Lanes.store(sum.mul(1f / rows), biasGradient.bytes(), column * Float.BYTES);
      }
    }
    float rest = Columns.differentiate(delta, a, biasGradient, rows, whole, v -> 1 - v * v);
    return Math.max(Lanes.greatest(greatest), rest);
  }

  @Override
  public Fading fading() {
    return Fading.FAR_OUT;
  }
}
