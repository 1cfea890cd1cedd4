package org.gradientatlas.report.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A text table with columns two spaces apart, each as wide as its widest cell. */
public final class TextTable {
  /** A number, optionally with a unit: 1,000, 2.4e-5, 3 min 20 s; not a hash or date. */
  private static final String QUANTITY =
      "([-+]?\\d[\\d,]*(\\.\\d+)?([eE][-+]?\\d+)?( .*)?|-?Infinity|NaN)?";

  private static final String GAP = "  ";

  private final String indent;
  private final List<TextColumn> columns;
  private final List<List<String>> rows = new ArrayList<>();

  private TextTable(String indent, List<TextColumn> columns) {
    this.indent = indent;
    this.columns = columns;
  }

  /** An indented table whose columns of quantities are flush right. */
  public TextTable(List<String> header) {
    this(GAP, header.stream().map(TextColumn::byContent).toList());
  }

  /** An indented table whose columns of quantities are flush right. */
  public TextTable(String... header) {
    this(Arrays.asList(header));
  }

  /** A table of such columns, from the start of the line. */
  public static TextTable of(List<TextColumn> columns) {
    return new TextTable("", List.copyOf(columns));
  }

  /** A table of such columns, from the start of the line. */
  public static TextTable of(TextColumn... columns) {
    return of(Arrays.asList(columns));
  }

  /** Adds a row with as many cells as there are columns. */
  public TextTable add(List<String> row) {
    rows.add(row.stream().map(cell -> cell.replace("\n", "\\n")).toList());
    return this;
  }

  /** Adds a row with as many cells as there are columns. */
  public TextTable add(String... row) {
    return add(Arrays.asList(row));
  }

  /** The lines, without a newline at the end. */
  @Override
  public String toString() {
    List<Layout> layout = IntStream.range(0, columns.size()).mapToObj(this::layout).toList();
    return Stream.concat(Stream.of(columns.stream().map(TextColumn::head).toList()), rows.stream())
        .map(row -> line(row, layout))
        .collect(Collectors.joining("\n"));
  }

  /** The final layout of a column. */
  private record Layout(int width, boolean right) {
    String cell(String text) {
      String padding = " ".repeat(width - text.length());
      return right ? padding + text : text + padding;
    }
  }

  private Layout layout(int c) {
    TextColumn column = columns.get(c);
    int longest = rows.stream().mapToInt(row -> row.get(c).length()).max().orElse(0);
    int width = Math.max(column.width(), Math.max(column.head().length(), longest));
    boolean right =
        switch (column.side()) {
          case LEFT -> false;
          case RIGHT -> true;
          case BY_CONTENT -> rows.stream().allMatch(row -> row.get(c).matches(QUANTITY));
        };
    return new Layout(width, right);
  }

  private String line(List<String> row, List<Layout> layout) {
    return IntStream.range(0, layout.size())
        .mapToObj(c -> layout.get(c).cell(row.get(c)))
        .collect(Collectors.joining(GAP, indent, ""))
        .stripTrailing();
  }
}
