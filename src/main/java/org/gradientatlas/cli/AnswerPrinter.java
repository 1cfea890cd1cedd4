package org.gradientatlas.cli;

import org.gradientatlas.query.Query;

/** Prints the result of a query; closed after the last row. */
interface AnswerPrinter extends Query.Answer {
  void close();
}
