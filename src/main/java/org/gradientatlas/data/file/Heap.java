package org.gradientatlas.data.file;

import java.util.Locale;
import org.gradientatlas.data.InvalidDataException;

/**
 * Compares what a file needs with the memory that is left, before it is taken.
 *
 * @param file for messages
 * @param free how many bytes are left
 */
record Heap(String file, java.util.function.LongSupplier free) {
  private static final double MB = 1e6;

  /** A large array needs room in one piece, and the rest of the job some beside it. */
  private static final double SHARE = 0.7;

  /** This process's heap. */
  Heap(String file) {
    this(file, Heap::left);
  }

  /**
   * Checks that an array can be made.
   *
   * @throws InvalidDataException if it does not fit
   */
  void require(long bytes) {
    if (bytes > SHARE * free.getAsLong()) {
      System.gc(); // what is left counts garbage as used
    }
    long left = free.getAsLong();
    if (bytes > SHARE * left) {
      throw new InvalidDataException(
          String.format(
              Locale.ROOT,
              "%s is too large for the memory of the driver: it needs another %,.0f MB, and %,.0f"
                  + " MB are left; give it more with -- --driver-memory 8g, or read less",
              file,
              bytes / MB,
              left / MB));
    }
  }

  /** Bytes that can still be taken. */
  private static long left() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
  }
}
