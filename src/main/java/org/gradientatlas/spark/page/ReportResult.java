package org.gradientatlas.spark.page;

/** How writing the report ended. */
public sealed interface ReportResult {
  /** The page is written. */
  record Done(String path) implements ReportResult {}

  /** The stored study is damaged; nothing was written. */
  record Conflict(String why) implements ReportResult {}

  /** There is nothing to report; nothing was written. */
  record Refused(String why) implements ReportResult {}
}
