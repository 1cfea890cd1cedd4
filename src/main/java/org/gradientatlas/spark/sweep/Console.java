package org.gradientatlas.spark.sweep;

import java.io.PrintStream;
import org.gradientatlas.report.text.PhaseLine;

/**
 * Where a job prints progress.
 *
 * @param terminal whether a line can be updated in place
 */
public record Console(PrintStream out, boolean terminal) {
  /** Says what is being done, until it is closed. */
  public PhaseLine phase(String name) {
    return PhaseLine.of(out, terminal, name);
  }

  /** Prints a line. */
  public void say(String line) {
    PhaseLine.say(out, terminal, line);
  }
}
