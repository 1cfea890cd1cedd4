package org.gradientatlas.spark.page;

/** How it ended. */
public sealed interface ReportResult {
  /** The page is written. */
  record Done(String path) implements ReportResult {}

  /** There is nothing that could be reported; nothing was written. */
  record Refused(String why) implements ReportResult {}
}
