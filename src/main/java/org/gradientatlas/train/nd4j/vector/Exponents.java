package org.gradientatlas.train.nd4j.vector;

import java.nio.ByteBuffer;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.gradientatlas.train.nd4j.Tensor;

/**
 * Counts floats by their biased exponent. The exponents are packed into bytes, and vectors of bytes
 * compared with four exponents in a pass, from the greatest down until every entry has been met: a
 * gradient spreads over a dozen or two.
 */
final class Exponents {
  /** The number of biased exponents. */
  static final int COUNT = 256;

  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;

  /** A lane of bytes cannot count further. */
  private static final int BLOCK = 128 * BYTES.length();

  /** Signed bytes are ordered like exponents less this. */
  private static final int BIAS = 128;

  private Exponents() {}

  /** How many entries have each exponent; zeros and subnormals have 0. */
  static long[] of(Tensor g) {
    long[] counts = new long[COUNT];
    int whole = g.size() - g.size() % BYTES.length();
    for (int i = whole; i < g.size(); i++) {
      counts[(g.bytes().getInt(i * Float.BYTES) >>> 23) & (COUNT - 1)]++;
    }
    byte[] packed = new byte[whole];
    int exponent = pack(g, packed) | 3;
    int[] atLeast = new int[4];
    compare(packed, 3, atLeast);
    int normal = atLeast[2];
    counts[0] += whole - normal;
    for (int above = 0; above < normal; exponent -= 4) {
      compare(packed, exponent, atLeast);
      for (int k = 0; k < 4 && k < exponent; k++) {
        counts[exponent - k] += atLeast[k] - above;
        above = atLeast[k];
      }
    }
    return counts;
  }

  /** Packs the exponents, in any order, and returns the greatest. */
  private static int pack(Tensor g, byte[] packed) {
    ByteBuffer bytes = g.bytes();
    ByteVector greatest = ByteVector.broadcast(BYTES, Byte.MIN_VALUE);
    int part = BYTES.length();
    for (int i = 0; i < packed.length; i += part) {
      int at = i * Float.BYTES;
      IntVector four = exponents(bytes, at);
      four = four.or(exponents(bytes, at + part).lanewise(VectorOperators.LSHL, 8));
      four = four.or(exponents(bytes, at + 2 * part).lanewise(VectorOperators.LSHL, 16));
      four = four.or(exponents(bytes, at + 3 * part).lanewise(VectorOperators.LSHL, 24));
      ByteVector signed = four.lanewise(VectorOperators.XOR, 0x80808080).reinterpretAsBytes();
      greatest = greatest.max(signed);
      signed.intoArray(packed, i);
    }
    return greatest.reduceLanes(VectorOperators.MAX) + BIAS;
  }

  private static IntVector exponents(ByteBuffer bytes, int at) {
    return Lanes.sizes(Lanes.load(bytes, at)).lanewise(VectorOperators.LSHR, 23);
  }

  /** How many exponents are at least the given one, one less, two less and three less. */
  private static void compare(byte[] packed, int exponent, int[] atLeast) {
    java.util.Arrays.fill(atLeast, 0);
    for (int from = 0; from < packed.length; from += BLOCK) {
      compare(packed, from, Math.min(packed.length, from + BLOCK), exponent - BIAS, atLeast);
    }
  }

  private static void compare(byte[] packed, int from, int to, int top, int[] atLeast) {
    ByteVector zero = ByteVector.zero(BYTES);
    ByteVector first = zero;
    ByteVector second = zero;
    ByteVector third = zero;
    ByteVector fourth = zero;
    // A number clamped to e - 1 or e adds up to the count of those from e, modulo 256.
    for (int i = from; i < to; i += BYTES.length()) {
      ByteVector v = ByteVector.fromArray(BYTES, packed, i);
      first = first.add(v.max((byte) (top - 1)).min((byte) top));
      second = second.add(v.max((byte) (top - 2)).min((byte) (top - 1)));
      third = third.add(v.max((byte) (top - 3)).min((byte) (top - 2)));
      fourth = fourth.add(v.max((byte) (top - 4)).min((byte) (top - 3)));
    }
    int n = (to - from) / BYTES.length();
    atLeast[0] += sum(first.sub((byte) (n * (top - 1))));
    atLeast[1] += sum(second.sub((byte) (n * (top - 2))));
    atLeast[2] += sum(third.sub((byte) (n * (top - 3))));
    atLeast[3] += sum(fourth.sub((byte) (n * (top - 4))));
  }

  /** The sum of bytes that count from 0 to 128. */
  private static int sum(ByteVector counts) {
    ShortVector pairs = counts.reinterpretAsShorts();
    return pairs
        .and((short) 255)
        .add(pairs.lanewise(VectorOperators.LSHR, 8))
        .reduceLanes(VectorOperators.ADD);
  }
}
