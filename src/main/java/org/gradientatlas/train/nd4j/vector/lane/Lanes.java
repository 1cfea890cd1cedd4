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

/** The vector shapes of this CPU, and the operations that all loops share. */
public final class Lanes {
  public static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  public static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);
  public static final int COUNT = FLOATS.length();

  /** Doubles in the widest shape: as many as {@link #HALF} has floats. */
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

  /** Half a vector of floats, widened to doubles. */
  public static DoubleVector widened(ByteBuffer bytes, int at) {
    return (DoubleVector)
        FloatVector.fromByteBuffer(HALF, bytes, at, ORDER)
            .convertShape(VectorOperators.F2D, DOUBLES, 0);
  }

  public static FloatVector all(float value) {
    return FloatVector.broadcast(FLOATS, value);
  }

  /** The bits of |v|. As integers they sort like |v|, NaN above infinity. */
  public static IntVector sizes(FloatVector v) {
    return v.reinterpretAsInts().and(SIZE_BITS);
  }

  /** |magnitude| with the sign of another vector. */
  public static FloatVector withSign(IntVector magnitude, FloatVector sign) {
    return magnitude.or(sign.reinterpretAsInts().and(SIGN_BIT)).reinterpretAsFloats();
  }

  /** Stores a loop-carried sum; see {@link #sum(DoubleVector)}. */
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
   * The sum over the lanes of a loop-carried vector. In all loops pass loop-carried vectors as
   * arguments, never as receivers: {@code v.add(sum)}, not {@code sum.add(v)}. The JIT knows only
   * the declared class of such a vector, so receiver dispatch follows the process-wide profile,
   * which may name another shape; each iteration then boxes. An argument is checked to have the
   * receiver's shape.
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

  /** The greatest lane; for {@link #sizes}, its bits. */
  public static int greatest(IntVector v) {
    return IntVector.broadcast(INTS, Integer.MIN_VALUE).max(v).reduceLanes(VectorOperators.MAX);
  }

  /** Multiplies the first {@code size} entries by a factor. */
  public static void scale(Tensor tensor, float factor, int size) {
    for (int i = 0; i < whole(size); i += COUNT) {
      int at = i * Float.BYTES;
      store(load(tensor.bytes(), at).mul(factor), tensor.bytes(), at);
    }
    for (int i = whole(size); i < size; i++) {
      tensor.set(i, tensor.get(i) * factor);
    }
  }

  /** n rounded down to whole pairs of vectors. */
  public static int pairs(int n) {
    return n - n % (2 * COUNT);
  }

  /** n rounded up to whole pairs of vectors. */
  public static int paired(int n) {
    return pairs(n + 2 * COUNT - 1);
  }

  /** n rounded down to whole vectors. */
  public static int whole(int n) {
    return n - n % COUNT;
  }
}
