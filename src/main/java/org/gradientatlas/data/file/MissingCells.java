package org.gradientatlas.data.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradientatlas.data.Missing;

/** Counts the missing cells of a table, and says what became of them. */
final class MissingCells {
  /** What spreadsheets, R and Python write where there is no number; letter case does not count. */
  private static final Set<String> WORDS = Set.of("", "na", "n/a", "nan", "null", "?");

  private static final int MOST_NAMED = 10;

  private final String file;
  private final Missing way;
  private final Map<String, Long> cells = new LinkedHashMap<>();
  private long dropped;

  MissingCells(String file, Missing way) {
    this.file = file;
    this.way = way;
  }

  /** Whether a cell that is no number says that there is none. */
  static boolean isOne(String cell) {
    return WORDS.contains(cell.strip().toLowerCase(Locale.ROOT));
  }

  /** Adds a cell. */
  void add(String column) {
    cells.merge(column, 1L, Long::sum);
  }

  /** Adds a row that is left out. */
  void drop() {
    dropped++;
  }

  /**
   * A sentence for each column that is empty or, if there is none, one if nothing is left.
   *
   * @param rows how many there are, with those left out
   */
  List<String> problems(long rows) {
    List<String> empty =
        cells.entrySet().stream()
            .filter(column -> column.getValue() == rows)
            .map(Map.Entry::getKey)
            .map(
                column ->
                    "%s, %s: all %d cells are missing%s"
                        .formatted(file, column, rows, TableColumns.ignoring(column)))
            .toList();
    return empty.isEmpty() && rows > 0 && dropped == rows
        ? List.of(
            "%s: in each of its %d rows a cell is missing; data.missing = mean fills them in"
                .formatted(file, rows))
        : empty;
  }

  /** A sentence on rows that were left out, and one on cells that are filled in. */
  List<String> notes(long rows) {
    var notes = new ArrayList<String>();
    boolean drops = way == Missing.DROP;
    if (dropped > 0) {
      String left = "%s: %d of %d rows are left out, since %s is missing";
      notes.add(
          left.formatted(file, dropped, rows, drops ? "a cell" : "the label")
              + (drops ? ": " + named() : ""));
    }
    if (!drops && !cells.isEmpty()) {
      notes.add(
          "%s: missing cells are filled with the mean of the column over the training examples: %s"
              .formatted(file, named()));
    }
    return notes;
  }

  private String named() {
    return cells.entrySet().stream()
            .limit(MOST_NAMED)
            .map(column -> column.getKey() + " (" + column.getValue() + ")")
            .collect(Collectors.joining(", "))
        + (cells.size() > MOST_NAMED ? ", ..." : "");
  }
}
