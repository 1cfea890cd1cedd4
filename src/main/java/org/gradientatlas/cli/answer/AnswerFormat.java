package org.gradientatlas.cli.answer;

import java.io.PrintWriter;

/** Output formats of a query; the names are what users type. */
public enum AnswerFormat {
  table {
    @Override
    public AnswerPrinter printer(PrintWriter out, int limit) {
      return new TableAnswer(out, limit);
    }
  },
  csv {
    @Override
    public AnswerPrinter printer(PrintWriter out, int limit) {
      return new CsvAnswer(out);
    }
  },
  json {
    @Override
    public AnswerPrinter printer(PrintWriter out, int limit) {
      return new JsonAnswer(out);
    }
  },
  markdown {
    @Override
    public AnswerPrinter printer(PrintWriter out, int limit) {
      return new MarkdownAnswer(out);
    }
  };

  /**
   * A printer for one result.
   *
   * @param limit how many rows of a table to show
   */
  public abstract AnswerPrinter printer(PrintWriter out, int limit);
}
