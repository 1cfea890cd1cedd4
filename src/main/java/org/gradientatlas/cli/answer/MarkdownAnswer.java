package org.gradientatlas.cli.answer;

import java.io.PrintWriter;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradientatlas.report.text.Quantity;
import org.gradientatlas.report.text.TerminalText;
import org.jspecify.annotations.Nullable;

/** Prints a result as a Markdown table, for pages that show a study's measurements. */
final class MarkdownAnswer implements AnswerPrinter {
  private final PrintWriter out;
  private final OutputPipe recipient;

  MarkdownAnswer(PrintWriter out) {
    this.out = out;
    recipient = new OutputPipe(out);
  }

  @Override
  public void columns(List<String> names) {
    print(names.stream().map(MarkdownAnswer::cell));
    print(Collections.nCopies(names.size(), "---").stream());
  }

  @Override
  public boolean row(List<@Nullable Object> values) {
    print(values.stream().map(MarkdownAnswer::cell));
    return recipient.isThere();
  }

  private void print(Stream<String> cells) {
    out.println(cells.collect(Collectors.joining(" | ", "| ", " |")));
  }

  private static String cell(@Nullable Object value) {
    if (value instanceof Double number) {
      return Quantity.significant(number);
    }
    return value == null
        ? ""
        : TerminalText.text(value.toString()).replace("|", "\\|").replace('\n', ' ');
  }

  @Override
  public void close() {
    out.flush();
  }
}
