package org.gradientatlas.data.file;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.gradientatlas.data.InvalidDataException;
import org.jspecify.annotations.Nullable;

/**
 * Cells that cannot be learned from. All cells of a column that are wrong for one reason are one
 * line: the first of them, how many there are, and what helps.
 */
public final class CellProblems {
  private static final int LONGEST = 40;

  /** More than anybody reads; a hostile file could make up any number of them. */
  private static final int MOST_KINDS = 1000;

  /** So many texts without a repetition are names or ids. */
  private static final int MOST_TEXTS = 100;

  private final Map<Kind, Found> found = new LinkedHashMap<>();
  private long rows;

  /**
   * Why cells of a column are wrong.
   *
   * @param column what it is called in messages: {@code column 'age'}; empty for the whole row
   * @param why a predicate: {@code is not a number}
   * @param remedy what helps; may be empty
   * @param remedyForAll what helps if this is wrong in every row; may be empty
   */
  record Kind(String column, String why, String remedy, String remedyForAll) {
    Kind(String column, String why) {
      this(column, why, "", "");
    }
  }

  private static final class Found {
    private final String first;
    private final Set<String> texts = new HashSet<>();
    private boolean repeats;
    private long count;

    Found(String first) {
      this.first = first;
    }

    private void add(String cell, long times) {
      count += times;
      if (texts.size() < MOST_TEXTS && !repeats) {
        repeats = !texts.add(cell);
      }
    }

    private boolean allDiffer() {
      return count > 2 && !repeats;
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
    add(place, new Kind(column, why), cell, 1);
  }

  /** Counts a row, of which all cells or none may be wrong. */
  void row() {
    rows++;
  }

  /** How many rows there are. */
  long rows() {
    return rows;
  }

  /** Adds several cells, of which this is the first. */
  void add(String place, Kind kind, String cell, long count) {
    if (found.size() < MOST_KINDS || found.containsKey(kind)) {
      found.computeIfAbsent(kind, k -> new Found(line(place, k, cell))).add(cell, count);
    }
  }

  private static String line(String place, Kind kind, String cell) {
    String where = kind.column.isEmpty() ? place : place + ", " + kind.column;
    return where + ": " + (cell.isEmpty() ? "" : cell + " ") + kind.why;
  }

  private String line(Kind kind, Found cells) {
    boolean all = cells.count == rows && !kind.remedyForAll.isEmpty();
    String alike = all && cells.allDiffer() ? ", no two alike, as ids and names are" : "";
    String count = cells.count == 1 ? "" : " (the first of " + cells.count + alike + ")";
    return cells.first + count + (all ? kind.remedyForAll : kind.remedy);
  }

  /**
   * Throws if a cell was added.
   *
   * @throws InvalidDataException with a sentence for each column and reason
   */
  public void raise() {
    if (!found.isEmpty()) {
      raise(List.of());
    }
  }

  /**
   * Throws in any case.
   *
   * @param more other problems of the table
   */
  void raise(List<String> more) {
    Stream<String> lines =
        found.entrySet().stream().map(kind -> line(kind.getKey(), kind.getValue()));
    throw new InvalidDataException(Stream.concat(lines, more.stream()).toList());
  }
}
