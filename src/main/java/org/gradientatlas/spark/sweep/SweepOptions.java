package org.gradientatlas.spark.sweep;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * How a sweep runs; none of this affects a trial's result.
 *
 * @param output directory, on any Hadoop file system; created if missing
 * @param extend whether the output may belong to a study whose trials are all in this one
 * @param console where progress is printed
 * @param stopsOnSignals whether SIGINT and SIGTERM stop the run cleanly; only for a run that owns
 *     its JVM
 * @param mixedKernels whether trials of one output may come from different BLAS kernels
 * @param waitForLock how long to wait for another run that writes to the output
 */
public record SweepOptions(
    String output,
    boolean extend,
    Console console,
    boolean stopsOnSignals,
    boolean mixedKernels,
    Duration waitForLock) {
  private static final Console SILENT =
      new Console(
          new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8), false);

  /** The defaults: no other study's output, no progress, signals left to the caller. */
  public static SweepOptions into(String output) {
    return new SweepOptions(output, false, SILENT, false, false, Duration.ZERO);
  }

  /** Sets the output directory. */
  public SweepOptions output(String there) {
    return new SweepOptions(there, extend, console, stopsOnSignals, mixedKernels, waitForLock);
  }

  /** Allows the output of a study whose trials are all in this one. */
  public SweepOptions extending() {
    return new SweepOptions(output, true, console, stopsOnSignals, mixedKernels, waitForLock);
  }

  /** Sets where progress is printed. */
  public SweepOptions telling(Console there) {
    return new SweepOptions(output, extend, there, stopsOnSignals, mixedKernels, waitForLock);
  }

  /** Declares that the run owns its JVM. */
  public SweepOptions stoppingOnSignals() {
    return new SweepOptions(output, extend, console, true, mixedKernels, waitForLock);
  }

  /** Allows trials of different BLAS kernels in one output. */
  public SweepOptions mixingKernels() {
    return new SweepOptions(output, extend, console, stopsOnSignals, true, waitForLock);
  }

  /** Sets how long to wait for another run that writes to the output. */
  public SweepOptions waitingForLock(Duration most) {
    return new SweepOptions(output, extend, console, stopsOnSignals, mixedKernels, most);
  }
}
