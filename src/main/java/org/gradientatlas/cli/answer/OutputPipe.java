package org.gradientatlas.cli.answer;

import java.io.PrintWriter;

/**
 * The reader of a long result, for example {@code head}: once it has exited, the query can stop.
 */
final class OutputPipe {
  /** Checking flushes the output, so it is not done for every row. */
  private static final int ROWS_BETWEEN = 1024;

  private final PrintWriter out;
  private long rows;

  OutputPipe(PrintWriter out) {
    this.out = out;
  }

  /** Whether to continue; called once per row. */
  boolean isThere() {
    rows++;
    return rows % ROWS_BETWEEN != 0 || !out.checkError();
  }
}
