package org.gradientatlas.data;

import java.io.Serializable;

/**
 * Numbers as they were read: as floats where a float holds each of them exactly, which takes half
 * the memory, and as doubles elsewhere. Whatever shifts or scales them reads doubles, so that
 * digits are lost only when nothing needs them any more.
 */
public sealed interface NumberArray extends Serializable {
  /** How many there are. */
  int length();

  /** One of them. */
  double get(int at);

  /** Memory of the numbers. */
  long bytes();

  /** Exact in single precision. */
  @SuppressWarnings("ArrayRecordComponent")
  record Floats(float[] values) implements NumberArray {
    @Override
    public long bytes() {
      return (long) Float.BYTES * values.length;
    }

    @Override
    public int length() {
      return values.length;
    }

    @Override
    public double get(int at) {
      return values[at];
    }
  }

  /**
   * Rows in which missing numbers, which are NaN, are filled in.
   *
   * @param with one for each number of a row
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Filled(NumberArray values, double[] with) implements NumberArray {
    @Override
    public long bytes() {
      return values.bytes();
    }

    @Override
    public int length() {
      return values.length();
    }

    @Override
    public double get(int at) {
      double value = values.get(at);
      return Double.isNaN(value) ? with[at % with.length] : value;
    }
  }

  /** Not all exact in single precision. */
  @SuppressWarnings("ArrayRecordComponent")
  record Doubles(double[] values) implements NumberArray {
    @Override
    public long bytes() {
      return (long) Double.BYTES * values.length;
    }

    @Override
    public int length() {
      return values.length;
    }

    @Override
    public double get(int at) {
      return values[at];
    }
  }
}
