package org.gradientatlas.train.nd4j.vector;

import java.nio.ByteBuffer;
import java.util.Arrays;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.gradientatlas.train.nd4j.Tensor;

/**
 * Counts floats by their biased exponent, 31 exponents in a pass from the greatest down. Each entry
 * sets the bit of its exponent in a lane of 32, and carry-save adders add these lanes up bit by bit
 * (Mula, Kurz and Lemire 2018): a plane holds one binary digit of all counts. An instance serves
 * many tensors.
 */
final class Exponents {
  /** The number of biased exponents. */
  static final int COUNT = 256;

  /** The bit of all exponents that are below the others. */
  private static final int REST = 31;

  /** As many vectors are added up at once: what carries stay in the first cache. */
  private static final int BLOCK = 512;

  /** Binary digits of a count up to BLOCK, made a multiple of four. */
  private static final int PLANES = 12;

  private static final int FOUR = 4;

  private static final int MANTISSA_BITS = 23;

  private final Apart apart;
  private final int[] carries = new int[(BLOCK / 2 + 1) * Lanes.COUNT];
  private final int[] planes = new int[PLANES * Lanes.COUNT];
  private final int[] window = new int[REST + 1];
  private ByteBuffer bytes = ByteBuffer.allocate(0);
  private int top;

  Exponents(Apart apart) {
    this.apart = apart;
  }

  /**
   * How many entries have each exponent; zeros and subnormals have 0.
   *
   * @param greatest the greatest absolute value of an entry
   */
  long[] of(Tensor g, float greatest) {
    long[] counts = new long[COUNT];
    bytes = g.bytes();
    top = Float.floatToRawIntBits(greatest) >>> MANTISSA_BITS;
    long met = 0;
    int tiny = 0;
    while (top > 0 && met + tiny < g.size()) {
      count(g);
      // Those above were met before.
      window[0] -= (int) met;
      for (int i = 0; i < REST && i < top; i++) {
        counts[top - i] = window[i];
        met += window[i];
      }
      top -= REST;
      tiny = met < g.size() ? tiny(g) : 0;
    }
    counts[0] = g.size() - met;
    return counts;
  }

  /** How many are zero or subnormal. */
  private static int tiny(Tensor g) {
    return below(g, 1 << MANTISSA_BITS);
  }

  /** How many are zero. */
  static int zeros(Tensor g) {
    return below(g, 1);
  }

  /** How many have a size whose bits are less than the given ones. */
  private static int below(Tensor g, int bits) {
    int whole = Lanes.whole(g.size());
    IntVector less = IntVector.zero(Lanes.INTS);
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      IntVector sizes = Lanes.sizes(Lanes.load(g.bytes(), i * Float.BYTES));
      less = less.add(sizes.min(bits).neg().add(bits).min(1));
    }
    int count = less.reduceLanes(VectorOperators.ADD);
    for (int i = whole; i < g.size(); i++) {
      count += (g.bytes().getInt(i * Float.BYTES) & Integer.MAX_VALUE) < bits ? 1 : 0;
    }
    return count;
  }

  /** Counts by how far exponents are below the top one: 0 also for those above it, up to REST. */
  private void count(Tensor g) {
    Arrays.fill(window, 0);
    int pair = 2 * Lanes.COUNT;
    int whole = g.size() - g.size() % pair;
    for (int from = 0; from < whole; from += BLOCK * Lanes.COUNT) {
      count(from, Math.min(whole, from + BLOCK * Lanes.COUNT));
    }
    for (int i = whole; i < g.size(); i++) {
      window[Math.max(0, Math.min(REST, top - exponent(bytes, i)))]++;
    }
  }

  private void count(int from, int to) {
    apart.run(() -> carry(from, to));
    int plane = 0;
    for (int n = (to - from) / (2 * Lanes.COUNT); n > 0; n = even(n) / 2) {
      int carries = even(n);
      int digit = ++plane;
      apart.run(() -> halve(carries, digit));
    }
    Arrays.fill(planes, (plane + 1) * Lanes.COUNT, planes.length, 0);
    for (int first = 0; first <= plane; first += FOUR) {
      int digit = first;
      apart.run(() -> add(digit));
    }
  }

  /** A carry of 0 follows the last one. */
  private static int even(int n) {
    return n > 1 ? n + n % 2 : n;
  }

  /** Adds up the bits of entries: the plane of ones, and a carry for every two vectors. */
  private void carry(int from, int to) {
    IntVector ones = IntVector.zero(Lanes.INTS);
    int next = 0;
    for (int i = from; i < to; i += 2 * Lanes.COUNT) {
      IntVector a = bit(i * Float.BYTES);
      IntVector b = bit((i + Lanes.COUNT) * Float.BYTES);
      majority(ones, a, b).intoArray(carries, next);
      ones = parity(ones, a, b);
      next += Lanes.COUNT;
    }
    ones.intoArray(planes, 0);
    IntVector.zero(Lanes.INTS).intoArray(carries, next);
  }

  /** Adds up n carries, an even number or 1, to a plane and half as many carries. */
  private void halve(int n, int plane) {
    IntVector digit = IntVector.zero(Lanes.INTS);
    int next = 0;
    for (int i = 0; i < n; i += 2) {
      IntVector a = IntVector.fromArray(Lanes.INTS, carries, i * Lanes.COUNT);
      IntVector b = IntVector.fromArray(Lanes.INTS, carries, (i + 1) * Lanes.COUNT);
      majority(digit, a, b).intoArray(carries, next);
      digit = parity(digit, a, b);
      next += Lanes.COUNT;
    }
    digit.intoArray(planes, plane * Lanes.COUNT);
    IntVector.zero(Lanes.INTS).intoArray(carries, next);
  }

  /** 1 shifted by how far the exponent is below the top one, from 0 to REST. */
  private IntVector bit(int at) {
    IntVector below = exponents(bytes, at).neg().add(top).max(0).min(REST);
    return IntVector.broadcast(Lanes.INTS, 1).lanewise(VectorOperators.LSHL, below);
  }

  private static IntVector parity(IntVector a, IntVector b, IntVector c) {
    return xor(xor(a, b), c);
  }

  private static IntVector majority(IntVector a, IntVector b, IntVector c) {
    return a.and(b).or(xor(a, b).and(c));
  }

  private static IntVector xor(IntVector a, IntVector b) {
    return a.lanewise(VectorOperators.XOR, b);
  }

  /**
   * Adds the counts in four planes. Every eighth bit is taken at once: four binary digits, added up
   * over at most 16 lanes, stay within a byte.
   */
  private void add(int first) {
    for (int bit = 0; bit < Byte.SIZE; bit++) {
      IntVector digits = every(first + 3, bit);
      digits = digits.add(digits).add(every(first + 2, bit));
      digits = digits.add(digits).add(every(first + 1, bit));
      digits = digits.add(digits).add(every(first, bit));
      int bytes = digits.reduceLanes(VectorOperators.ADD);
      for (int i = bit; i <= REST; i += Byte.SIZE) {
        window[i] += ((bytes >>> (i - bit)) & 0xff) << first;
      }
    }
  }

  private IntVector every(int plane, int bit) {
    return IntVector.fromArray(Lanes.INTS, planes, plane * Lanes.COUNT)
        .lanewise(VectorOperators.LSHR, bit)
        .and(0x01010101);
  }

  private static IntVector exponents(ByteBuffer bytes, int at) {
    return Lanes.sizes(Lanes.load(bytes, at)).lanewise(VectorOperators.LSHR, MANTISSA_BITS);
  }

  private static int exponent(ByteBuffer bytes, int i) {
    return (bytes.getInt(i * Float.BYTES) >>> MANTISSA_BITS) & (COUNT - 1);
  }
}
