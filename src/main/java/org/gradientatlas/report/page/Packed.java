package org.gradientatlas.report.page;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;

/**
 * Decimal logarithms in two bytes each, as base64, because a page holds up to a million. Each is
 * rounded to a multiple of {@link #UNIT}; NaN and values beyond {@link #MOST} decades are missing.
 */
final class Packed {
  /** Resolution in decades: 0.5 % of a number. */
  static final double UNIT = 0.002;

  /** Decades. */
  static final double MOST = UNIT * Short.MAX_VALUE;

  private static final short MISSING = Short.MIN_VALUE;

  private Packed() {}

  static String of(double[] logarithms) {
    var bytes = ByteBuffer.allocate(2 * logarithms.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : logarithms) {
      boolean there = Math.abs(value) <= MOST;
      bytes.putShort(there ? (short) Math.round(value / UNIT) : MISSING);
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /** An array of missing numbers. */
  static double[] missing(int size) {
    double[] values = new double[size];
    Arrays.fill(values, Double.NaN);
    return values;
  }
}
