package org.gradientatlas.cli.answer;

import org.gradientatlas.query.Query;

/** Prints the result of a query; closed after the last row. */
public interface AnswerPrinter extends Query.Answer {
  void close();
}
