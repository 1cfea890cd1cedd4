package org.gradientatlas.report.page;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;

/**
 * Decimal logarithms in two bytes each, as base64: a page holds a million of them. A number is the
 * nearest multiple of {@link #UNIT} within {@link #MOST} decades; one that is NaN or further out is
 * missing.
 */
final class Packed {
  /** Decades; 0.5 % of a number. */
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
