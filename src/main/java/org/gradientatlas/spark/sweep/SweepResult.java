package org.gradientatlas.spark.sweep;

import java.net.URI;

/** How a sweep ended. */
public sealed interface SweepResult {
  /** Whether the run changed nothing. */
  default boolean didNothing() {
    return this instanceof Refused || this instanceof Conflict;
  }

  /**
   * Every trial of the study is in the output.
   *
   * @param trained trials that this run trained
   * @param skipped trials that were already in the output
   * @param failed failed trials in the output, of any run
   * @param outcomes a text table of how all trials in the output ended
   * @param root the output, with the scheme of its file system
   */
  record Done(long trained, long skipped, long failed, String outcomes, URI root)
      implements SweepResult {}

  /**
   * The run was told to stop, and committed waves are kept: by a signal, and the JVM is about to
   * exit, or by an interrupt of its thread, whose flag is set.
   */
  record Interrupted() implements SweepResult {}

  /** The study cannot be run as it is; nothing was written. */
  record Refused(String why) implements SweepResult {}

  /** More trials failed than allowed; committed waves are kept. */
  record Stopped(String why) implements SweepResult {}

  /** The output belongs to another study, is held by another run, or is damaged. */
  record Conflict(String why) implements SweepResult {}
}
