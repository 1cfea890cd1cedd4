package org.gradientatlas.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gradientatlas.measure.Outcome;

/** How trials ended, by activation and initializer (rows) and depth (columns), as text. */
public final class OutcomeTable {
  private static final String LEGEND =
      "Trials that completed, + d diverged, f failed, t timed out; mean accuracy of the completed"
          + " ones.\n\n";

  /** Lines of more than this are for a query. */
  private static final int MOST_LINES = 200;

  private OutcomeTable() {}

  /**
   * The trials of one activation, initializer and depth that ended in the same way.
   *
   * @param outcome its label
   * @param accuracy mean final accuracy; NaN if there is none
   */
  public record Group(
      String activation,
      String initializer,
      int depth,
      String outcome,
      long trials,
      double accuracy) {}

  /** Trials that ended so. */
  public static long trials(List<Group> groups, Outcome outcome) {
    return groups.stream()
        .filter(group -> group.outcome().equals(outcome.label()))
        .mapToLong(Group::trials)
        .sum();
  }

  /** The table of such groups; lines end with a newline. */
  public static String text(List<Group> groups) {
    SortedMap<String, Map<Integer, Cell>> lines = new TreeMap<>();
    SortedSet<Integer> depths = new TreeSet<>();
    int first = Math.max("activation".length(), longest(groups, Group::activation)) + 2;
    int second = Math.max("initializer".length(), longest(groups, Group::initializer)) + 2;
    for (Group group : groups) {
      String line = pad(group.activation(), first) + pad(group.initializer(), second);
      depths.add(group.depth());
      lines
          .computeIfAbsent(line, key -> new TreeMap<>())
          .computeIfAbsent(group.depth(), key -> new Cell())
          .add(group.outcome(), group.trials(), group.accuracy());
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

  private static int longest(List<Group> groups, Function<Group, String> text) {
    return groups.stream().mapToInt(group -> text.apply(group).length()).max().orElse(0);
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
