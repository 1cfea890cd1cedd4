package org.gradientatlas.train.nd4j.vector.normalization;

import java.nio.ByteBuffer;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;

/** The loops of a layer with a skip connection, over the first entries. */
public final class ResidualKernels {
  private ResidualKernels() {}

  /**
   * sum = input + scale a.
   *
   * @return the greatest size; NaN if one is NaN
   */
  public static float add(Tensor input, float scale, Tensor a, Tensor sum, int size) {
    float power = (float) Math.scalb(1.0, -input.exponent());
    FloatVector powers = Lanes.all(power);
    FloatVector scales = Lanes.all(scale);
    IntVector most = IntVector.zero(Lanes.INTS);
    int whole = Lanes.whole(size);
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      int at = i * Float.BYTES;
      FloatVector passed = Lanes.load(input.bytes(), at).mul(powers);
      FloatVector v = Lanes.load(a.bytes(), at).fma(scales, passed);
      most = Lanes.sizes(v).max(most);
      Lanes.store(v, sum.bytes(), at);
    }
    float greatest = Float.intBitsToFloat(Lanes.greatest(most));
    for (int i = whole; i < size; i++) {
      sum.set(i, power * input.get(i) + scale * a.get(i));
      greatest = Math.max(greatest, (float) Math.abs(sum.get(i)));
    }
    return greatest;
  }

  /**
   * Copies the stored numbers, and multiplies the original by the scale.
   *
   * @return the greatest size copied; NaN if one is NaN
   */
  public static float fork(Tensor delta, float scale, Tensor copy, int size) {
    ByteBuffer bytes = delta.bytes();
    FloatVector scales = Lanes.all(scale);
    IntVector most = IntVector.zero(Lanes.INTS);
    int whole = Lanes.whole(size);
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      int at = i * Float.BYTES;
      FloatVector d = Lanes.load(bytes, at);
      most = Lanes.sizes(d).max(most);
      Lanes.store(d, copy.bytes(), at);
      Lanes.store(d.mul(scales), bytes, at);
    }
    float greatest = Float.intBitsToFloat(Lanes.greatest(most));
    for (int i = whole; i < size; i++) {
      double d = delta.get(i);
      copy.set(i, d);
      delta.set(i, scale * d);
      greatest = Math.max(greatest, (float) Math.abs(d));
    }
    return greatest;
  }

  /** The sum of products of the stored numbers, in double precision. */
  public static double product(Tensor a, Tensor b, int size) {
    DoubleVector even = DoubleVector.zero(Lanes.DOUBLES);
    DoubleVector odd = even;
    int whole = Lanes.whole(size);
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      int at = i * Float.BYTES;
      int next = at + Lanes.HALF_COUNT * Float.BYTES;
      even = Lanes.widened(a.bytes(), at).fma(Lanes.widened(b.bytes(), at), even);
      odd = Lanes.widened(a.bytes(), next).fma(Lanes.widened(b.bytes(), next), odd);
    }
    double sum = Lanes.sum(even) + Lanes.sum(odd);
    for (int i = whole; i < size; i++) {
      sum += a.get(i) * b.get(i);
    }
    return sum;
  }
}
