package org.gradientatlas.cli;

import java.io.PrintWriter;

/** Output formats of a query; the names are what users type. */
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
   * A printer for one result.
   *
   * @param limit how many rows of a table to show
   */
  abstract AnswerPrinter printer(PrintWriter out, int limit);
}
