package org.gradientatlas.report.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text in columns of equal width; columns of quantities are flush right. */
public final class TextTable {
  /** A number, perhaps with a unit: 1,000, 2.4e-5, 3 min 20 s; no hash and no date. */
  private static final String QUANTITY =
      "([-+]?\\d[\\d,]*(\\.\\d+)?([eE][-+]?\\d+)?( .*)?|-?Infinity|NaN)?";

  private final List<List<String>> rows = new ArrayList<>();

  public TextTable(List<String> header) {
    rows.add(List.copyOf(header));
  }

  public TextTable(String... header) {
    this(Arrays.asList(header));
  }

  /** Adds a row with as many cells as the header has. */
  public TextTable add(List<String> row) {
    rows.add(row.stream().map(cell -> cell.replace("\n", "\\n")).toList());
    return this;
  }

  public TextTable add(String... row) {
    return add(Arrays.asList(row));
  }

  @Override
  public String toString() {
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(c -> rows.stream().mapToInt(row -> row.get(c).length()).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
  }

  private String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String padding = " ".repeat(widths[c] - row.get(c).length());
      line.append("  ");
      line.append(isNumeric(c) ? padding + row.get(c) : row.get(c) + padding);
    }
    return line.toString().stripTrailing();
  }

  private boolean isNumeric(int column) {
    return rows.stream().skip(1).allMatch(row -> row.get(column).matches(QUANTITY));
  }
}
