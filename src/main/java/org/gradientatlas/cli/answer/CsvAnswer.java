package org.gradientatlas.cli.answer;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints a result as CSV (RFC 4180, but with Unix line ends); null is an empty field. */
final class CsvAnswer implements AnswerPrinter {
  private final CsvWriter writer;
  private final OutputPipe recipient;

  CsvAnswer(PrintWriter out) {
    var settings = new CsvWriterSettings();
    settings.getFormat().setLineSeparator("\n");
    settings.setQuoteEscapingEnabled(true);
    // Keeps spaces in values, and tells an empty text from null.
    settings.trimValues(false);
    settings.setEmptyValue("\"\"");
    writer = new CsvWriter(out, settings);
    recipient = new OutputPipe(out);
  }

  @Override
  public void columns(List<String> names) {
    writer.writeHeaders(names);
  }

  @Override
  public boolean row(List<@Nullable Object> values) {
    writer.writeRow(values);
    return recipient.isThere();
  }

  @Override
  public void close() {
    writer.flush();
  }
}
