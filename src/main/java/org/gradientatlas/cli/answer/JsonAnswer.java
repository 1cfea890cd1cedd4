package org.gradientatlas.cli.answer;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints a result as a JSON array with one object per line. */
final class JsonAnswer implements AnswerPrinter {
  private final PrintWriter out;
  private final OutputPipe recipient;
  private String before = "[\n";

  JsonAnswer(PrintWriter out) {
    this.out = out;
    recipient = new OutputPipe(out);
  }

  @Override
  public void columns(List<String> names) {
    // Each object has its own names.
  }

  @Override
  public boolean row(List<@Nullable Object> values) {
    out.print(before + values.get(0));
    before = ",\n";
    return recipient.isThere();
  }

  @Override
  public void close() {
    out.println(before.equals(",\n") ? "\n]" : "[]");
  }
}
