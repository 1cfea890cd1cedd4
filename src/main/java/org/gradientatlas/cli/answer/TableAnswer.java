package org.gradientatlas.cli.answer;

import java.io.PrintWriter;
import java.util.List;
import org.gradientatlas.report.text.Quantity;
import org.gradientatlas.report.text.TerminalText;
import org.gradientatlas.report.text.TextTable;
import org.jspecify.annotations.Nullable;

/**
 * Prints the first rows of a result as text columns, with numbers to five digits and long texts
 * cut.
 */
public final class TableAnswer implements AnswerPrinter {
  private static final int LONGEST = 60;

  private final PrintWriter out;
  private final int limit;
  private TextTable table = new TextTable();
  private int rows;
  private boolean more;

  public TableAnswer(PrintWriter out, int limit) {
    this.out = out;
    this.limit = limit;
  }

  @Override
  public void columns(List<String> names) {
    table = new TextTable(names);
  }

  @Override
  public boolean row(List<@Nullable Object> values) {
    more = rows == limit;
    if (!more) {
      table.add(values.stream().map(TableAnswer::text).toList());
      rows++;
    }
    return !more;
  }

  private static String text(@Nullable Object value) {
    if (value instanceof Double number) {
      return Quantity.significant(number);
    }
    String text = value == null ? "" : TerminalText.text(value.toString());
    return text.length() > LONGEST ? text.substring(0, LONGEST - 3) + "..." : text;
  }

  @Override
  public void close() {
    out.println(table);
    out.println(
        more
            ? "The first %d rows; --limit N shows more, --format csv all.".formatted(rows)
            : rows == 1 ? "1 row" : rows + " rows");
  }
}
