package org.gradientatlas.spark.summary;

/** How it ended. */
public sealed interface SummaryResult {
  /**
   * The tables are written.
   *
   * @param text mechanisms, verdicts, forecasts and effects, for people
   * @param glance a map of it, and its extreme cells
   * @param stopped what the gate stopped, for people; empty if nothing
   */
  record Done(String text, StudyMap glance, String stopped) implements SummaryResult {}

  /** There is nothing that could be summarized; nothing was written. */
  record Refused(String why) implements SummaryResult {}

  /** A run holds the directory, or it is damaged; nothing was changed. */
  record Conflict(String why) implements SummaryResult {}
}
