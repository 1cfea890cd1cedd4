package org.gradientatlas.job;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.gradientatlas.measure.Outcome;

/** How trials ended, by activation and initializer (rows) and depth (columns), as text. */
final class OutcomeTable {
  private static final String LEGEND =
      "Trials that completed, + d diverged, f failed, t timed out; mean accuracy of the completed"
          + " ones.\n\n";

  /** Lines of more than this are for a query. */
  private static final int MOST_LINES = 200;

  private OutcomeTable() {}

  /** Activation, initializer, depth, outcome; how many trials, and their mean final accuracy. */
  static List<Row> groups(Dataset<Row> trials) {
    return trials
        .groupBy("activation", "initializer", "depth", "outcome")
        .agg(count(lit(1)), avg(col("final_accuracy")))
        .collectAsList();
  }

  /** Trials that ended so. */
  static long trials(List<Row> groups, Outcome outcome) {
    return groups.stream()
        .filter(row -> row.getString(3).equals(outcome.label()))
        .mapToLong(row -> row.getLong(4))
        .sum();
  }

  /** The table of such groups; lines end with a newline. */
  static String text(List<Row> groups) {
    SortedMap<String, Map<Integer, Cell>> lines = new TreeMap<>();
    SortedSet<Integer> depths = new TreeSet<>();
    int first = Math.max("activation".length(), longest(groups, 0)) + 2;
    int second = Math.max("initializer".length(), longest(groups, 1)) + 2;
    for (Row row : groups) {
      String line = pad(row.getString(0), first) + pad(row.getString(1), second);
      depths.add(row.getInt(2));
      lines
          .computeIfAbsent(line, key -> new TreeMap<>())
          .computeIfAbsent(row.getInt(2), key -> new Cell())
          .add(row.getString(3), row.getLong(4), row.isNullAt(5) ? Double.NaN : row.getDouble(5));
    }
    return render(pad("activation", first) + pad("initializer", second), lines, depths);
  }

  private static String render(
      String head, SortedMap<String, Map<Integer, Cell>> lines, SortedSet<Integer> depths) {
    int width =
        2
            + lines.values().stream()
                .limit(MOST_LINES)
                .flatMap(cells -> cells.values().stream())
                .mapToInt(cell -> cell.text().length())
                .max()
                .orElse(0);
    int column = Math.max(width, "depth 1000".length());
    var text = new StringBuilder(head);
    depths.forEach(depth -> text.append(pad("depth " + depth, column)));
    lines.entrySet().stream()
        .limit(MOST_LINES)
        .forEach(
            line -> {
              text.append('\n').append(line.getKey());
              Map<Integer, Cell> cells = line.getValue();
              depths.forEach(
                  depth -> text.append(pad(cells.getOrDefault(depth, new Cell()).text(), column)));
            });
    if (lines.size() > MOST_LINES) {
      text.append("\nand ").append(lines.size() - MOST_LINES).append(" more lines.");
    }
    return LEGEND
        + text.toString()
            .lines()
            .map(String::stripTrailing)
            .collect(Collectors.joining("\n", "", "\n"));
  }

  private static int longest(List<Row> rows, int column) {
    return rows.stream().mapToInt(row -> row.getString(column).length()).max().orElse(0);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** The trials of one activation, initializer and depth. */
  private static final class Cell {
    private final List<String> parts = new ArrayList<>();
    private String accuracy = "";

    void add(String outcome, long trials, double meanAccuracy) {
      if (outcome.equals(Outcome.COMPLETED.label())) {
        parts.add(0, Long.toString(trials));
        accuracy = Double.isNaN(meanAccuracy) ? "" : " %2.0f%%".formatted(100 * meanAccuracy);
      } else {
        parts.add(trials + outcome.substring(0, 1));
      }
    }

    String text() {
      return String.join("+", parts) + accuracy;
    }
  }
}
