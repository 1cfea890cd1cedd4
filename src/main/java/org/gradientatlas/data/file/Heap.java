package org.gradientatlas.data.file;

import java.util.Locale;
import java.util.function.LongSupplier;
import org.gradientatlas.data.InvalidDataException;

/**
 * Compares what data needs with the memory that is left, before it is taken.
 *
 * @param what needs it, for messages
 * @param option of spark-submit that gives the process more
 * @param free how many bytes are left
 */
public record Heap(String what, String option, LongSupplier free) {
  private static final double MB = 1e6;
  private static final double GB = 0x1p30;

  /** A large array needs room in one piece, and the rest of the job some beside it. */
  private static final double SHARE = 0.7;

  /** The heap of a driver, which reads files. */
  public static Heap ofDriver(String file) {
    return new Heap(file, "--driver-memory", Heap::left);
  }

  /** The heap of an executor, which prepares data. */
  public static Heap ofExecutor(String what) {
    return new Heap(what, "--executor-memory", Heap::left);
  }

  /**
   * Checks that an array can be made.
   *
   * @throws InvalidDataException if it does not fit
   */
  public void require(long bytes) {
    if (bytes > SHARE * free.getAsLong()) {
      System.gc(); // what is left counts garbage as used
    }
    if (bytes > SHARE * free.getAsLong()) {
      throw new InvalidDataException(
          String.format(
              Locale.ROOT,
              // How much is left would differ from run to run; the message may become a row.
              "%s needs another %,.0f MB, more than the heap has left; give the process more with"
                  + " -- %s %dg, or take less",
              what,
              bytes / MB,
              option,
              (long) Math.ceil(bytes / SHARE / GB) + 1));
    }
  }

  /** Bytes that can still be taken. */
  private static long left() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
  }
}
