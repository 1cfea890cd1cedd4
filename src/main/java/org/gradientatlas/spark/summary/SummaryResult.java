package org.gradientatlas.spark.summary;

/** How a summary ended. */
public sealed interface SummaryResult {
  /**
   * The tables are written.
   *
   * @param text mechanisms, verdicts, forecasts and effects, as text
   * @param map a small map of the study, and its extreme cells
   * @param stopped the trials that hit the gate, as text; empty for none
   */
  record Done(String text, StudyMap map, String stopped) implements SummaryResult {}

  /** There is nothing to summarize; nothing was written. */
  record Refused(String why) implements SummaryResult {}

  /** A run holds the directory, or it is damaged; nothing was changed. */
  record Conflict(String why) implements SummaryResult {}
}
