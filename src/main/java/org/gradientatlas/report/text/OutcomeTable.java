package org.gradientatlas.report.text;

import static org.gradientatlas.report.text.TextColumn.left;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gradientatlas.axis.ShortLabels;
import org.gradientatlas.axis.architecture.Dense;
import org.gradientatlas.measure.Outcome;

/** How trials ended, by activation and initializer (rows) and depth (columns), as text. */
public final class OutcomeTable {
  private static final String LEGEND =
      "Trials that completed, + d diverged, f failed, t timed out%s.%s\n\n";

  private static final String SCORE = "; mean %s of the completed ones";

  private static final String EXPLAINED =
      "\nR2 is 1 - loss / loss of always guessing the mean; 1 is perfect, 0 no better than that.";

  /** Longer tables are better queried. */
  private static final int MOST_LINES = 200;

  /** A network can be worse than guessing by any factor; it does not matter by which. */
  private static final double LEAST_EXPLAINED = -9.99;

  /** Width of "depth 16", so that the tables of all studies look alike. */
  private static final int LEAST_WIDTH = 8;

  private OutcomeTable() {}

  /**
   * The trials of one architecture, activation, initializer and depth that ended in the same way.
   *
   * @param outcome label of the outcome
   * @param accuracy mean final accuracy; NaN if there is none
   * @param explained mean R2 of numbers to predict; NaN if there is none
   * @param guess mean accuracy of always guessing the most frequent class; NaN if there is none
   */
  public record Group(
      String architecture,
      String activation,
      String initializer,
      int depth,
      String outcome,
      long trials,
      double accuracy,
      double explained,
      double guess) {}

  /** Number of trials with an outcome. */
  public static long trials(List<Group> groups, Outcome outcome) {
    return groups.stream()
        .filter(group -> group.outcome().equals(outcome.label()))
        .mapToLong(Group::trials)
        .sum();
  }

  /** The groups as a text table; each line ends with a newline. */
  public static String text(List<Group> groups) {
    return text(groups, "");
  }

  /**
   * The same.
   *
   * @param measuredOn a sentence on how many networks and examples stand behind the numbers
   */
  public static String text(List<Group> groups, String measuredOn) {
    Map<String, String> architectures =
        ShortLabels.of(groups.stream().map(Group::architecture).toList());
    Map<String, String> activations =
        ShortLabels.of(groups.stream().map(Group::activation).toList());
    Map<String, String> initializers =
        ShortLabels.of(groups.stream().map(Group::initializer).toList());
    SortedMap<Line, Map<Integer, Cell>> lines = new TreeMap<>();
    SortedSet<Integer> depths = new TreeSet<>();
    for (Group group : groups) {
      depths.add(group.depth());
      lines
          .computeIfAbsent(
              new Line(
                  architectures.getOrDefault(group.architecture(), group.architecture()),
                  activations.getOrDefault(group.activation(), group.activation()),
                  initializers.getOrDefault(group.initializer(), group.initializer())),
              line -> new TreeMap<>())
          .computeIfAbsent(group.depth(), depth -> new Cell())
          .add(group);
    }
    int more = Math.max(0, lines.size() - MOST_LINES);
    boolean explains = groups.stream().anyMatch(group -> !Double.isNaN(group.explained()));
    boolean classifies = groups.stream().anyMatch(group -> !Double.isNaN(group.accuracy()));
    String score = explains || classifies ? SCORE.formatted(explains ? "R2" : "accuracy") : "";
    String about = explains ? EXPLAINED : classifies ? guess(groups) : "";
    return LEGEND.formatted(score, about + (measuredOn.isEmpty() ? "" : "\n" + measuredOn))
        + table(lines.entrySet().stream().limit(MOST_LINES).toList(), depths)
        + "\n"
        + (more == 0 ? "" : "and " + more + " more lines.\n");
  }

  private static String guess(List<Group> groups) {
    DoubleSummaryStatistics guess =
        groups.stream()
            .mapToDouble(Group::guess)
            .filter(share -> !Double.isNaN(share))
            .summaryStatistics();
    if (guess.getCount() == 0) {
      return "";
    }
    String least = "%.0f %%".formatted(100 * guess.getMin());
    String most = "%.0f %%".formatted(100 * guess.getMax());
    return "\nGuessing the most frequent class gives "
        + (least.equals(most) ? least : least + " to " + most)
        + ".";
  }

  private static TextTable table(
      List<Map.Entry<Line, Map<Integer, Cell>>> lines, SortedSet<Integer> depths) {
    int width =
        lines.stream()
            .flatMap(line -> line.getValue().values().stream())
            .mapToInt(cell -> cell.text().length())
            .max()
            .orElse(0);
    boolean dense = lines.stream().allMatch(line -> line.getKey().dense());
    var columns = new ArrayList<>(List.of(left("activation", 0), left("initializer", 0)));
    if (!dense) {
      columns.add(0, left("architecture", 0));
    }
    depths.forEach(depth -> columns.add(left("depth " + depth, Math.max(width, LEAST_WIDTH))));
    TextTable table = TextTable.of(columns);
    for (Map.Entry<Line, Map<Integer, Cell>> line : lines) {
      List<String> texts = cells(line.getKey(), line.getValue(), depths);
      table.add(dense ? texts.subList(1, texts.size()) : texts);
    }
    return table;
  }

  private static List<String> cells(
      Line line, Map<Integer, Cell> cells, SortedSet<Integer> depths) {
    var texts =
        new ArrayList<>(List.of(line.architecture(), line.activation(), line.initializer()));
    depths.forEach(depth -> texts.add(cells.getOrDefault(depth, new Cell()).text()));
    return texts;
  }

  private record Line(String architecture, String activation, String initializer)
      implements Comparable<Line> {
    private static final Comparator<Line> ORDER =
        Comparator.comparing(Line::dense, Comparator.reverseOrder())
            .thenComparing(Line::architecture)
            .thenComparing(Line::activation)
            .thenComparing(Line::initializer);

    boolean dense() {
      return architecture.equals(Dense.STACK.label());
    }

    @Override
    public int compareTo(Line other) {
      return ORDER.compare(this, other);
    }
  }

  /** The trials of one architecture, activation, initializer and depth. */
  private static final class Cell {
    private final List<String> parts = new ArrayList<>();
    private String score = "";

    void add(Group group) {
      if (group.outcome().equals(Outcome.COMPLETED.label())) {
        parts.add(0, Long.toString(group.trials()));
        score = score(group);
      } else {
        parts.add(group.trials() + group.outcome().substring(0, 1));
      }
    }

    private static String score(Group group) {
      if (!Double.isNaN(group.explained())) {
        return String.format(Locale.ROOT, " %4.2f", Math.max(LEAST_EXPLAINED, group.explained()));
      }
      return Double.isNaN(group.accuracy()) ? "" : " %2.0f%%".formatted(100 * group.accuracy());
    }

    String text() {
      return String.join("+", parts) + score;
    }
  }
}
