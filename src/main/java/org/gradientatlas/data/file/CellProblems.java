package org.gradientatlas.data.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradientatlas.data.InvalidDataException;
import org.jspecify.annotations.Nullable;

/**
 * Cells that cannot be learned from. All cells of a column that are wrong for one reason are one
 * line: the first of them, and how many there are.
 */
public final class CellProblems {
  private static final int LONGEST = 40;

  /** More than anybody reads; a hostile file could make up any number of them. */
  private static final int MOST_KINDS = 1000;

  private final Map<Kind, Found> found = new LinkedHashMap<>();

  private record Kind(String column, String why) {}

  private static final class Found {
    private final String first;
    private long count;

    Found(String first) {
      this.first = first;
    }
  }

  /**
   * Why a number cannot be learned from, as a predicate; null if it can.
   *
   * @param value what was read; NaN if it was no number
   */
  public static @Nullable String why(double value) {
    if (Double.isNaN(value)) {
      return "is not a number";
    }
    return Math.abs(value) > Float.MAX_VALUE ? "is beyond the range of float32" : null;
  }

  /** A cell's text as messages quote it. */
  public static String quoted(String cell) {
    String line = cell.replace("\n", "\\n").replace("\r", "\\r");
    return line.length() <= LONGEST ? "'" + line + "'" : "'" + line.substring(0, LONGEST) + "...'";
  }

  /**
   * Adds a cell.
   *
   * @param place of its row: {@code t.csv, line 3}
   * @param column what it is a cell of: {@code column 'age'}; empty for the whole row
   * @param cell as it is written; empty for the whole row
   * @param why a predicate: {@code is not a number}
   */
  public void add(String place, String column, String cell, String why) {
    add(place, column, cell, why, 1);
  }

  /** Adds several cells, of which this is the first. */
  void add(String place, String column, String cell, String why, long count) {
    var kind = new Kind(column, why);
    if (found.size() < MOST_KINDS || found.containsKey(kind)) {
      found.computeIfAbsent(kind, k -> new Found(line(place, k, cell))).count += count;
    }
  }

  private static String line(String place, Kind kind, String cell) {
    String where = kind.column.isEmpty() ? place : place + ", " + kind.column;
    return where + ": " + (cell.isEmpty() ? "" : cell + " ") + kind.why;
  }

  /** One sentence for each column and reason. */
  public List<String> lines() {
    return found.values().stream()
        .map(f -> f.count == 1 ? f.first : f.first + " (the first of " + f.count + ")")
        .toList();
  }

  /**
   * @throws InvalidDataException if a cell was added
   */
  public void raise() {
    if (!found.isEmpty()) {
      throw new InvalidDataException(lines());
    }
  }
}
