package org.gradientatlas.cli;

import java.io.PrintWriter;

/** How the answer of a query is printed; the names are what people type. */
enum AnswerFormat {
  table {
    @Override
    AnswerPrinter printer(PrintWriter out, int limit) {
      return new TableAnswer(out, limit);
    }
  },
  csv {
    @Override
    AnswerPrinter printer(PrintWriter out, int limit) {
      return new CsvAnswer(out);
    }
  },
  json {
    @Override
    AnswerPrinter printer(PrintWriter out, int limit) {
      return new JsonAnswer(out);
    }
  },
  markdown {
    @Override
    AnswerPrinter printer(PrintWriter out, int limit) {
      return new MarkdownAnswer(out);
    }
  };

  /**
   * A printer for one answer.
   *
   * @param limit rows of a table to show
   */
  abstract AnswerPrinter printer(PrintWriter out, int limit);
}
