package org.gradientatlas.spark.sweep;

import java.net.URI;

/** How a sweep ended. */
public sealed interface SweepResult {
  /** Whether the run left everything as it was. */
  default boolean didNothing() {
    return this instanceof Refused || this instanceof Conflict;
  }

  /**
   * Every trial of the study is in the output.
   *
   * @param trained trials of this run
   * @param skipped trials that were in the output already
   * @param failed trials in the output that failed, of this run or another
   * @param outcomes all trials in the output by how they ended, as a text table
   * @param root the output, with the scheme of its file system
   */
  record Done(long trained, long skipped, long failed, String outcomes, URI root)
      implements SweepResult {}

  /** It was told to stop, and has said so: the JVM is about to end. */
  record Interrupted() implements SweepResult {}

  /** The study cannot be run as it is; nothing was written. */
  record Refused(String why) implements SweepResult {}

  /** More trials failed than may; what was committed is kept. */
  record Stopped(String why) implements SweepResult {}

  /** The output belongs to another study, is held by another run, or is damaged. */
  record Conflict(String why) implements SweepResult {}
}
