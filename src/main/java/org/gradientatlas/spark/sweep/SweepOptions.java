package org.gradientatlas.spark.sweep;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * How a sweep treats what is around it; no part of what decides a trial.
 *
 * @param output directory, on any file system that Hadoop knows; created if need be
 * @param extend whether the output may belong to a study whose trials are all in this one
 * @param console where progress is told
 * @param stopsOnSignals whether SIGINT and SIGTERM end the run in good order: for a run that owns
 *     its JVM
 */
public record SweepOptions(
    String output, boolean extend, Sweep.Console console, boolean stopsOnSignals) {
  private static final Sweep.Console SILENT =
      new Sweep.Console(
          new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8), false);

  /** Into an output of this study, in silence, in somebody else's JVM. */
  public static SweepOptions into(String output) {
    return new SweepOptions(output, false, SILENT, false);
  }

  /** The tables go there. */
  public SweepOptions output(String there) {
    return new SweepOptions(there, extend, console, stopsOnSignals);
  }

  /** The output may belong to a study whose grid has grown into this one. */
  public SweepOptions extending() {
    return new SweepOptions(output, true, console, stopsOnSignals);
  }

  /** Progress is told there. */
  public SweepOptions telling(Sweep.Console there) {
    return new SweepOptions(output, extend, there, stopsOnSignals);
  }

  /** The run owns its JVM. */
  public SweepOptions stoppingOnSignals() {
    return new SweepOptions(output, extend, console, true);
  }
}
