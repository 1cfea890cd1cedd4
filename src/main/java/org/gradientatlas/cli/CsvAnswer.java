package org.gradientatlas.cli;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer as RFC 4180 has it, but for line ends, which are those of Unix; null is empty. */
final class CsvAnswer implements AnswerPrinter {
  private final CsvWriter writer;
  private final OutputPipe recipient;

  CsvAnswer(PrintWriter out) {
    var settings = new CsvWriterSettings();
    settings.getFormat().setLineSeparator("\n");
    settings.setQuoteEscapingEnabled(true);
    // Spaces are part of a text, and an empty text is not null.
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
