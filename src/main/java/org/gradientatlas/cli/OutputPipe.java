package org.gradientatlas.cli;

import java.io.PrintWriter;

/** Whoever takes a long answer, as head does: once gone, the rest need not be found. */
final class OutputPipe {
  /** To ask is to flush. */
  private static final int ROWS_BETWEEN = 1024;

  private final PrintWriter out;
  private long rows;

  OutputPipe(PrintWriter out) {
    this.out = out;
  }

  /** Whether to go on; asked once a row. */
  boolean isThere() {
    rows++;
    return rows % ROWS_BETWEEN != 0 || !out.checkError();
  }
}
