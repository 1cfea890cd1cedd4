package org.gradientatlas.spark.summary;

import static org.gradientatlas.report.text.TextColumn.left;
import static org.gradientatlas.report.text.TextColumn.right;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gradientatlas.report.text.TextTable;

/** Counts of pairs of constants as a text table, the first as rows and the second as columns. */
final class CrossTable {
  private static final int HEAD = 14;
  private static final int COUNT = 13;

  private CrossTable() {}

  /** The names of two constants. */
  record Pair(String row, String column) {
    static Pair of(Enum<?> row, Enum<?> column) {
      return new Pair(row.name(), column.name());
    }
  }

  /**
   * In the order of the constants, without empty rows and columns; each line ends with a newline.
   */
  static String of(Map<Pair, Long> counts, Enum<?>[] rows, Enum<?>[] columns) {
    List<String> heads = counted(columns, counts, Pair::column);
    var head = new ArrayList<>(List.of(left("", HEAD)));
    heads.forEach(name -> head.add(right(name, COUNT)));
    TextTable table = TextTable.of(head);
    for (String row : counted(rows, counts, Pair::row)) {
      var cells = new ArrayList<>(List.of(row));
      for (String column : heads) {
        Long count = counts.get(new Pair(row, column));
        cells.add(count == null ? "." : count.toString());
      }
      table.add(cells);
    }
    return table + "\n";
  }

  private static List<String> counted(
      Enum<?>[] names, Map<Pair, Long> counts, Function<Pair, String> side) {
    return Arrays.stream(names)
        .map(Enum::name)
        .filter(name -> counts.keySet().stream().anyMatch(pair -> side.apply(pair).equals(name)))
        .toList();
  }
}
