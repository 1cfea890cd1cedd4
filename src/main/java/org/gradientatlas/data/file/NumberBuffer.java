package org.gradientatlas.data.file;

import java.util.Arrays;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.NumberArray;
import org.jspecify.annotations.Nullable;

/** Collects numbers whose count is not known beforehand. Looks at the heap before it grows. */
final class NumberBuffer {
  /** The most that a Java array holds. */
  static final int MOST = Integer.MAX_VALUE - 8;

  private final Heap heap;
  private float[] floats = new float[1024];

  /** Null until a number comes that no float holds. */
  private double @Nullable [] doubles;

  private int size;

  NumberBuffer(Heap heap) {
    this.heap = heap;
  }

  int size() {
    return size;
  }

  /**
   * Appends a number.
   *
   * @throws InvalidDataException if there is no room for more
   */
  void add(double value) {
    if (size == capacity()) {
      grow();
    }
    if (doubles == null && (float) value != value && !Double.isNaN(value)) {
      widen();
    }
    if (doubles == null) {
      floats[size++] = (float) value;
    } else {
      doubles[size++] = value;
    }
  }

  /** The numbers so far. */
  NumberArray array() {
    if (doubles == null) {
      heap.require((long) Float.BYTES * size);
      return new NumberArray.Floats(Arrays.copyOf(floats, size));
    }
    heap.require((long) Double.BYTES * size);
    return new NumberArray.Doubles(Arrays.copyOf(doubles, size));
  }

  /** The numbers so far, as doubles. */
  double[] doubles() {
    heap.require((long) Double.BYTES * size);
    double[] all = new double[size];
    for (int i = 0; i < size; i++) {
      all[i] = doubles == null ? floats[i] : doubles[i];
    }
    return all;
  }

  private int capacity() {
    return doubles == null ? floats.length : doubles.length;
  }

  private void grow() {
    if (size == MOST) {
      throw new InvalidDataException(heap.what() + " holds more than " + MOST + " numbers");
    }
    int more = (int) Math.min(MOST, size + (size >> 1) + 1L);
    if (doubles == null) {
      heap.require((long) Float.BYTES * more);
      floats = Arrays.copyOf(floats, more);
    } else {
      heap.require((long) Double.BYTES * more);
      doubles = Arrays.copyOf(doubles, more);
    }
  }

  private void widen() {
    heap.require((long) Double.BYTES * floats.length);
    double[] wide = new double[floats.length];
    for (int i = 0; i < size; i++) {
      wide[i] = floats[i];
    }
    doubles = wide;
    floats = new float[0];
  }
}
