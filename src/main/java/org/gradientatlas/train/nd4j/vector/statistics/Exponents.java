package org.gradientatlas.train.nd4j.vector.statistics;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.gradientatlas.measure.MagnitudeHistogram;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.vector.jit.IsolatedCall;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;

/**
 * Counts floats by their biased exponent, 31 exponents per pass from the greatest down. Each entry
 * sets the bit of its exponent in a 32-bit lane, and carry-save adders sum the lanes bit by bit
 * (Mula, Kurz and Lemire 2018): a plane holds one binary digit of all counts. An instance is reused
 * for many tensors.
 */
public final class Exponents {
  /** The bit for all exponents outside the pass. */
  private static final int REST = 31;

  private static final int FOUR = 4;

  /** How many vectors are added at once, so that the carries stay in L1. */
  private static final int BLOCK = 512;

  /** The binary digits of a count up to BLOCK, rounded up to a multiple of four. */
  private static final int PLANES = 12;

  private static final int MANTISSA_BITS = 23;
  private static final int MANTISSA = (1 << MANTISSA_BITS) - 1;

  private static final IntVector ONE = IntVector.broadcast(Lanes.INTS, 1);

  private final IsolatedCall apart;

  /** One carry per two vectors, padded with zeros to a multiple of four. */
  private final int[] carries = new int[(BLOCK / 2 + FOUR) * Lanes.COUNT];

  private final int[] planes = new int[PLANES * Lanes.COUNT];
  private int used;
  private final int[] window = new int[REST + 1];
  private float[] entries = {};

  /** The bits of the greatest float of the top exponent. */
  private int top;

  public Exponents(IsolatedCall apart) {
    this.apart = apart;
  }

  /**
   * Adds entries to the buckets of a {@link MagnitudeHistogram}, except zeros and subnormals.
   *
   * @param copy the tensor's entries, on the heap
   * @param greatest the greatest absolute value of an entry
   * @return how many are zero or subnormal
   */
  int addTo(long[] buckets, Tensor g, float[] copy, float greatest) {
    entries = copy;
    int exponent = Float.floatToRawIntBits(greatest) >>> MANTISSA_BITS;
    int rest = g.size();
    int tiny = 0;
    while (exponent > 0 && rest > tiny) {
      top = exponent << MANTISSA_BITS | MANTISSA;
      count(g);
      for (int i = 0; i < REST && i < exponent; i++) {
        if (window[i] != 0) {
          float lowest = Float.intBitsToFloat((exponent - i) << MANTISSA_BITS);
          buckets[MagnitudeHistogram.bucket(lowest)] += window[i];
          rest -= window[i];
        }
      }
      exponent -= REST;
      tiny = rest > 0 ? tiny(g) : 0;
    }
    return rest;
  }

  /** How many are zero or subnormal. */
  private static int tiny(Tensor g) {
    return below(g, 1 << MANTISSA_BITS);
  }

  /** How many are zero. */
  public static int zeros(Tensor g) {
    return below(g, 1);
  }

  /** How many have |g| with smaller bits than the given ones. */
  private static int below(Tensor g, int bits) {
    int whole = Lanes.whole(g.size());
    IntVector less = IntVector.zero(Lanes.INTS);
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      IntVector sizes = Lanes.sizes(Lanes.load(g.bytes(), i * Float.BYTES));
      less = sizes.min(bits).neg().add(bits).min(1).add(less);
    }
    int count = Lanes.sum(less);
    for (int i = whole; i < g.size(); i++) {
      count += (g.bytes().getInt(i * Float.BYTES) & Integer.MAX_VALUE) < bits ? 1 : 0;
    }
    return count;
  }

  /** Counts entries by the distance of their exponent below the top one; all others go to REST. */
  private void count(Tensor g) {
    Arrays.fill(window, 0);
    int whole = Lanes.pairs(g.size());
    for (int from = 0; from < whole; from += BLOCK * Lanes.COUNT) {
      count(from, Math.min(whole, from + BLOCK * Lanes.COUNT));
    }
    for (int i = whole; i < g.size(); i++) {
      int size = Float.floatToRawIntBits(entries[i]) & Integer.MAX_VALUE;
      window[Math.min(REST, (top - size) >>> MANTISSA_BITS)]++;
    }
  }

  private void count(int from, int to) {
    apart.run(() -> carry(from, to));
    apart.run(() -> quarter((to - from) / (2 * Lanes.COUNT)));
    apart.run(this::add);
  }

  /** Adds up carries until one is left. */
  private void quarter(int carries) {
    used = 1;
    for (int n = carries; n > 0; n = n == 1 ? 0 : (n + 3) / FOUR) {
      quarter(n, used);
      used += 2;
    }
    while (used % FOUR != 0) {
      IntVector.zero(Lanes.INTS).intoArray(planes, used * Lanes.COUNT);
      used++;
    }
  }

  /** Adds up the bits of the entries: into the plane of ones, and a carry per two vectors. */
  private void carry(int from, int to) {
    IntVector tops = IntVector.broadcast(Lanes.INTS, top);
    float[] g = entries;
    IntVector ones = IntVector.zero(Lanes.INTS);
    int next = 0;
    for (int i = from; i < to; i += 2 * Lanes.COUNT) {
      IntVector a = bit(tops, g, i);
      IntVector b = bit(tops, g, i + Lanes.COUNT);
      IntVector either = a.lanewise(XOR, b);
      a.and(b).or(either.and(ones)).intoArray(carries, next);
      ones = either.lanewise(XOR, ones);
      next += Lanes.COUNT;
    }
    Lanes.store(ones, planes, 0);
    zero(next);
    zero(next + Lanes.COUNT);
    zero(next + 2 * Lanes.COUNT);
  }

  /** Reduces n carries to two planes and a quarter as many carries. */
  private void quarter(int n, int plane) {
    IntVector ones = IntVector.zero(Lanes.INTS);
    IntVector twos = ones;
    int next = 0;
    for (int i = 0; i < n * Lanes.COUNT; i += FOUR * Lanes.COUNT) {
      IntVector a = carry(i);
      IntVector b = carry(i + Lanes.COUNT);
      IntVector either = a.lanewise(XOR, b);
      IntVector early = a.and(b).or(either.and(ones));
      ones = either.lanewise(XOR, ones);
      a = carry(i + 2 * Lanes.COUNT);
      b = carry(i + 3 * Lanes.COUNT);
      either = a.lanewise(XOR, b);
      IntVector late = a.and(b).or(either.and(ones));
      ones = either.lanewise(XOR, ones);
      either = early.lanewise(XOR, late);
      early.and(late).or(either.and(twos)).intoArray(carries, next);
      twos = either.lanewise(XOR, twos);
      next += Lanes.COUNT;
    }
    Lanes.store(ones, planes, plane * Lanes.COUNT);
    Lanes.store(twos, planes, (plane + 1) * Lanes.COUNT);
    zero(next);
    zero(next + Lanes.COUNT);
    zero(next + 2 * Lanes.COUNT);
  }

  private void zero(int at) {
    IntVector.zero(Lanes.INTS).intoArray(carries, at);
  }

  private IntVector carry(int at) {
    return IntVector.fromArray(Lanes.INTS, carries, at);
  }

  /** 1 shifted by the exponent's distance below the top one; greater exponents wrap to REST. */
  private static IntVector bit(IntVector tops, float[] g, int at) {
    IntVector below =
        tops.sub(Lanes.sizes(FloatVector.fromArray(Lanes.FLOATS, g, at)))
            .lanewise(LSHR, MANTISSA_BITS)
            .min(REST);
    return ONE.lanewise(LSHL, below);
  }

  /** Adds the counts in the planes. */
  private void add() {
    for (int first = 0; first < used; first += FOUR) {
      add(first);
    }
  }

  /**
   * Adds the counts in four planes. Every eighth bit is handled at once: four binary digits, summed
   * over at most 16 lanes, fit into a byte.
   */
  private void add(int first) {
    for (int bit = 0; bit < Byte.SIZE; bit++) {
      IntVector digits = every(first + 3, bit);
      digits = digits.add(digits).add(every(first + 2, bit));
      digits = digits.add(digits).add(every(first + 1, bit));
      digits = digits.add(digits).add(every(first, bit));
      int bytes = digits.reduceLanes(ADD);
      for (int i = bit; i <= REST; i += Byte.SIZE) {
        window[i] += ((bytes >>> (i - bit)) & 0xff) << first;
      }
    }
  }

  private IntVector every(int plane, int bit) {
    return IntVector.fromArray(Lanes.INTS, planes, plane * Lanes.COUNT)
        .lanewise(LSHR, bit)
        .and(0x01010101);
  }
}
