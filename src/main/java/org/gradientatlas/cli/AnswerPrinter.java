package org.gradientatlas.cli;

import org.gradientatlas.query.Query;

/** Prints the answer of a query; closed when all of it is there. */
interface AnswerPrinter extends Query.Answer {
  void close();
}
