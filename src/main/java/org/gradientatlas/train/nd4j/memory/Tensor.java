package org.gradientatlas.train.nd4j.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.gradientatlas.axis.Precision;

/**
 * A row-major matrix in the memory of an {@link Arena}, in single or double precision. Our loops
 * read its bytes, BLAS its pointer.
 *
 * <p>Stored numbers are values times 2^{@link #exponent}, which is 2^0 unless set. The power keeps
 * vanishing numbers normal, where the hardware is fast, and scaling by it is exact.
 */
public final class Tensor {
  private final int rows;
  private final int columns;
  private final Precision precision;
  private final Pointer pointer;
  private final ByteBuffer bytes;

  /** In single precision only. */
  private final FloatBuffer floats;

  private int exponent;

  Tensor(int rows, int columns, Precision precision, Pointer pointer) {
    this.rows = rows;
    this.columns = columns;
    this.precision = precision;
    this.pointer = pointer;
    this.bytes =
        new Pointer(pointer)
            .capacity((long) rows * columns * bytesPerEntry(precision))
            .asByteBuffer()
            .order(ByteOrder.nativeOrder());
    this.floats = bytes.asFloatBuffer();
  }

  /** The bytes of a number. */
  public static int bytesPerEntry(Precision precision) {
    return precision == Precision.FLOAT32 ? Float.BYTES : Double.BYTES;
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /**
   * Some of the rows, in the same memory; its exponent is its own, from now on.
   *
   * @param from the first, from 0
   */
  public Tensor rows(int from, int count) {
    return view((long) from * columns, count, columns);
  }

  /** The same numbers as a matrix of another shape, in the same memory. */
  public Tensor reshaped(int otherRows, int otherColumns) {
    if ((long) otherRows * otherColumns != size()) {
      throw new IllegalArgumentException(
          "%d x %d numbers are not %d x %d".formatted(rows, columns, otherRows, otherColumns));
    }
    return view(0, otherRows, otherColumns);
  }

  private Tensor view(long from, int viewRows, int viewColumns) {
    // A pointer of its own: reading moves the position of this one.
    Pointer part = new BytePointer(pointer.position(0)).getPointer(from * bytesPerEntry(precision));
    return new Tensor(
        viewRows,
        viewColumns,
        precision,
        precision == Precision.FLOAT32 ? new FloatPointer(part) : new DoublePointer(part));
  }

  /** The number of entries. */
  public int size() {
    return rows * columns;
  }

  /** The entries in native byte order. */
  public ByteBuffer bytes() {
    return bytes;
  }

  /** The entries; single precision only. */
  public FloatBuffer floatBuffer() {
    return floats;
  }

  public Precision precision() {
    return precision;
  }

  /** The entries from a row-major index on, valid until the next call; single precision only. */
  public FloatPointer floats(int from) {
    return ((FloatPointer) pointer).position(from);
  }

  /** The entries from a row-major index on, valid until the next call; double precision only. */
  public DoublePointer doubles(int from) {
    return ((DoublePointer) pointer).position(from);
  }

  /** The e in stored number = value times 2^e. */
  public int exponent() {
    return exponent;
  }

  /** Sets the exponent of the numbers that will be stored; rescales none. */
  public void exponent(int exponent) {
    this.exponent = exponent;
  }

  /** The value at a row-major index, as this precision holds it: subnormal or 0 if that small. */
  public double value(int at) {
    double stored = get(at);
    return exponent == 0 ? stored : precision.round(Math.scalb(stored, -exponent));
  }

  /** The stored number at a row-major index. */
  public double get(int at) {
    return precision == Precision.FLOAT32
        ? bytes.getFloat(at * Float.BYTES)
        : bytes.getDouble(at * Double.BYTES);
  }

  /** Rounds numbers to this tensor's precision and stores them as one row. */
  public void write(int row, double[] from) {
    int to = row * columns;
    for (int j = 0; j < columns; j++) {
      set(to + j, from[j]);
    }
  }

  /** Copies stored numbers from a row-major index on; single precision only. */
  public void read(int from, float[] to, int count) {
    floats.get(from, to, 0, count);
  }

  /** Stores numbers from a row-major index on; single precision only. */
  public void write(int to, float[] from, int count) {
    floats.put(to, from, 0, count);
  }

  /** Sets every entry and the exponent to 0. */
  public void clear() {
    exponent = 0;
    clear(rows);
  }

  /** Sets the first rows to 0 and keeps the exponent. */
  public void clear(int rows) {
    Pointer.memset(pointer.position(0), 0, (long) rows * columns * bytesPerEntry(precision));
  }

  /** Copies the stored numbers and the exponent of a tensor with the same shape and precision. */
  public void copy(Tensor other) {
    exponent = other.exponent;
    Pointer.memcpy(
        pointer.position(0), other.pointer.position(0), (long) size() * bytesPerEntry(precision));
  }

  /** Rounds a number to this tensor's precision and stores it. */
  public void set(int at, double value) {
    if (precision == Precision.FLOAT32) {
      bytes.putFloat(at * Float.BYTES, (float) value);
    } else {
      bytes.putDouble(at * Double.BYTES, value);
    }
  }
}
