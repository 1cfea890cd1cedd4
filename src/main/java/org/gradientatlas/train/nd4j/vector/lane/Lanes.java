package org.gradientatlas.train.nd4j.vector.lane;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.gradientatlas.train.nd4j.memory.Tensor;

/** The vectors of this CPU, and the few operations that all loops share. */
public final class Lanes {
  public static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  public static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);
  public static final int COUNT = FLOATS.length();

  /** Doubles of the widest shape, and as many floats in half of it. */
  public static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

  public static final VectorSpecies<Long> LONGS = DOUBLES.withLanes(long.class);

  public static final VectorSpecies<Float> HALF =
      VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));
  public static final int HALF_COUNT = HALF.length();

  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final int SIZE_BITS = 0x7fffffff;
  private static final int SIGN_BIT = 0x80000000;

  private Lanes() {}

  public static FloatVector load(ByteBuffer bytes, int at) {
    return FloatVector.fromByteBuffer(FLOATS, bytes, at, ORDER);
  }

  public static FloatVector load(float[] floats, int at) {
    return FloatVector.fromArray(FLOATS, floats, at);
  }

  public static void store(FloatVector v, ByteBuffer bytes, int at) {
    v.intoByteBuffer(bytes, at, ORDER);
  }

  /** Half as many floats, widened. */
  public static DoubleVector widened(ByteBuffer bytes, int at) {
    return (DoubleVector)
        FloatVector.fromByteBuffer(HALF, bytes, at, ORDER)
            .convertShape(VectorOperators.F2D, DOUBLES, 0);
  }

  public static FloatVector all(float value) {
    return FloatVector.broadcast(FLOATS, value);
  }

  /** The bits of |v|. As integers they are ordered like the sizes, NaN above infinity. */
  public static IntVector sizes(FloatVector v) {
    return v.reinterpretAsInts().and(SIZE_BITS);
  }

  /** |magnitude| with the sign of another. */
  public static FloatVector withSign(IntVector magnitude, FloatVector sign) {
    return magnitude.or(sign.reinterpretAsInts().and(SIGN_BIT)).reinterpretAsFloats();
  }

  /** Stores what a loop has added up; see {@link #sum(DoubleVector)}. */
  public static void store(DoubleVector v, double[] to, int at) {
    DoubleVector.zero(DOUBLES).add(v).intoArray(to, at);
  }

  public static void store(IntVector v, int[] to, int at) {
    IntVector.zero(INTS).or(v).intoArray(to, at);
  }

  /** The sum over the lanes of both, in double precision. */
  public static double sum(FloatVector even, FloatVector odd) {
    FloatVector v = all(0).add(even).add(odd);
    DoubleVector early = (DoubleVector) v.convertShape(VectorOperators.F2D, DOUBLES, 0);
    DoubleVector late = (DoubleVector) v.convertShape(VectorOperators.F2D, DOUBLES, 1);
    return early.add(late).reduceLanes(VectorOperators.ADD);
  }

  /**
   * The sum over lanes of what a loop has added up. Of such a vector the JIT knows no more than its
   * declared class: a method called on it is the one that was called most often in this process,
   * which may be that of another shape, and then every round of the loop makes an object. As an
   * argument it is checked to be of the callee's shape. So what a loop carries is an argument, here
   * and in all loops: {@code v.add(sum)}, never {@code sum.add(v)}.
   */
  public static double sum(DoubleVector v) {
    return DoubleVector.zero(DOUBLES).add(v).reduceLanes(VectorOperators.ADD);
  }

  public static long sum(LongVector v) {
    return LongVector.zero(LONGS).add(v).reduceLanes(VectorOperators.ADD);
  }

  public static int sum(IntVector v) {
    return IntVector.zero(INTS).add(v).reduceLanes(VectorOperators.ADD);
  }

  /** The greatest of integers; of {@link #sizes}, its bits. */
  public static int greatest(IntVector v) {
    return IntVector.broadcast(INTS, Integer.MIN_VALUE).max(v).reduceLanes(VectorOperators.MAX);
  }

  /** Multiplies the first entries. */
  public static void scale(Tensor tensor, float factor, int size) {
    for (int i = 0; i < whole(size); i += COUNT) {
      int at = i * Float.BYTES;
      store(load(tensor.bytes(), at).mul(factor), tensor.bytes(), at);
    }
    for (int i = whole(size); i < size; i++) {
      tensor.set(i, tensor.get(i) * factor);
    }
  }

  /** The part of n that pairs of whole vectors cover. */
  public static int pairs(int n) {
    return n - n % (2 * COUNT);
  }

  /** n and what is missing to whole pairs of vectors. */
  public static int paired(int n) {
    return pairs(n + 2 * COUNT - 1);
  }

  /** The part of n that whole vectors cover. */
  public static int whole(int n) {
    return n - n % COUNT;
  }
}
