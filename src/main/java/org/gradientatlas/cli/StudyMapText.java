package org.gradientatlas.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradientatlas.diagnose.Mechanism;
import org.gradientatlas.report.page.ClassLook;
import org.gradientatlas.report.page.MapAxis;
import org.gradientatlas.report.page.SlopeUnit;
import org.gradientatlas.report.page.WarningText;
import org.gradientatlas.report.text.CutLabels;
import org.gradientatlas.report.text.Paint;
import org.gradientatlas.report.text.TerminalText;
import org.gradientatlas.spark.summary.CellTally;
import org.gradientatlas.spark.summary.StudyMap;
import org.gradientatlas.spark.summary.StudyMap.Extreme;
import org.gradientatlas.spark.summary.StudyMap.Spot;
import org.jspecify.annotations.Nullable;

/** A small map of a study for a terminal of 80 columns. */
final class StudyMapText {
  private static final int LINE = 80;
  private static final int LONGEST_LABEL = 20;

  /** Where columns leave so much room, which the labels of architectures need. */
  private static final int LONGEST_ROW = 36;

  private static final int MOST_VALUES = 16;

  private final StudyMap map;
  private final Paint paint;
  private final List<String> rows;
  private final List<String> columns;
  private final int longestRow;
  private final int label;
  private final int column;

  private StudyMapText(StudyMap map, Paint paint) {
    this.map = map;
    this.paint = paint;
    rows = some(map.rows(), MOST_VALUES);
    List<String> all = some(map.columns(), MOST_VALUES);
    column = Math.max(2, longest(all, LONGEST_LABEL));
    int room = LINE - 2 - all.size() * (column + 1);
    longestRow = Math.max(LONGEST_LABEL, Math.min(LONGEST_ROW, room));
    label = Math.max(name(map.rows()).length(), longest(rows, longestRow));
    columns = some(map.columns(), Math.min(MOST_VALUES, (LINE - label - 2) / (column + 1)));
  }

  static String of(StudyMap map, Paint paint) {
    var text = new StudyMapText(map, paint);
    return map.columns() == null && map.rows() == null ? "" : text.map() + text.extremes();
  }

  private static String name(@Nullable MapAxis axis) {
    return axis == null ? "" : TerminalText.text(axis.name());
  }

  /**
   * The values of an axis, evenly thinned out if there are too many; one empty value for no axis.
   */
  private static List<String> some(@Nullable MapAxis axis, int most) {
    if (axis == null) {
      return List.of("");
    }
    List<String> all = axis.values();
    int shown = Math.min(all.size(), most);
    return IntStream.range(0, shown)
        .mapToObj(i -> all.get(shown == 1 ? 0 : i * (all.size() - 1) / (shown - 1)))
        .toList();
  }

  private static int longest(List<String> texts, int most) {
    return cut(texts, most).stream().mapToInt(String::length).max().orElse(0);
  }

  /** Labels of so many characters at most, in their order. */
  private static List<String> cut(List<String> labels, int most) {
    List<String> texts = labels.stream().map(TerminalText::text).toList();
    Map<String, String> cut = CutLabels.of(texts, most);
    return texts.stream().map(text -> cut.getOrDefault(text, text)).toList();
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private String map() {
    var text = new StringBuilder(legend());
    int panel =
        Math.max(
                columns.size() * (column + 1),
                longest(some(map.panels(), MOST_VALUES), LONGEST_ROW))
            + 2;
    int abreast = Math.max(1, (LINE - label - 2 + 2) / panel);
    List<String> panels = some(map.panels(), MOST_VALUES);
    List<String> titles = cut(panels, LONGEST_ROW);
    for (int first = 0; first < panels.size(); first += abreast) {
      int end = Math.min(panels.size(), first + abreast);
      band(text, panels.subList(first, end), titles.subList(first, end), panel);
    }
    return text.toString();
  }

  private String legend() {
    String seen =
        map.spots().values().stream()
            .map(CellTally::mechanism)
            .distinct()
            .sorted()
            .map(m -> paint.in(colour(m), letter(m)) + " " + words(m))
            .collect(Collectors.joining(", "));
    String left =
        Stream.of(
                thinned(map.panels(), MOST_VALUES),
                thinned(map.rows(), MOST_VALUES),
                thinned(map.columns(), columns.size()))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(", "));
    boolean trained =
        map.spots().values().stream().anyMatch(spot -> spot.judged() + spot.recorded() > 0);
    return "What most trials' gradients did"
        + (trained ? ", and as a bar the share that learned, by " : " in the probe, by ")
        + name(map.columns() == null ? map.rows() : map.columns())
        + (left.isEmpty() ? "" : "\n(" + left + ")")
        + ":\n"
        + seen
        + "\n";
  }

  private static String thinned(@Nullable MapAxis axis, int shown) {
    return axis == null || axis.values().size() <= shown
        ? ""
        : shown + " of " + axis.values().size() + " values of " + name(axis);
  }

  /** Appends some panels side by side. */
  private void band(StringBuilder text, List<String> panels, List<String> titles, int width) {
    text.append('\n');
    if (map.panels() != null) {
      line(text, "", titles.stream().map(title -> pad(title, width)).toList());
    }
    String head =
        pad(
            cut(columns, LONGEST_LABEL).stream()
                .map(c -> pad(c, column + 1))
                .collect(Collectors.joining()),
            width);
    line(text, name(map.rows()), panels.stream().map(panel -> head).toList());
    List<String> labels = cut(rows, longestRow);
    for (int i = 0; i < rows.size(); i++) {
      String row = rows.get(i);
      line(text, labels.get(i), panels.stream().map(panel -> cells(panel, row, width)).toList());
    }
  }

  private void line(StringBuilder text, String head, List<String> parts) {
    text.append((pad(head, label + 2) + String.join("", parts)).stripTrailing()).append('\n');
  }

  private String cells(String panel, String row, int width) {
    String cells =
        columns.stream()
            .map(c -> cell(map.spots().get(new Spot(panel, row, c))))
            .collect(Collectors.joining());
    return cells + " ".repeat(width - columns.size() * (column + 1));
  }

  private String cell(@Nullable CellTally tally) {
    if (tally == null) {
      return " ".repeat(column + 1);
    }
    Mechanism mechanism = tally.mechanism();
    String shown = letter(mechanism) + paint.bar(tally.learnedShare());
    return paint.in(colour(mechanism), shown) + " ".repeat(column - 1);
  }

  private String extremes() {
    return map.best().isEmpty()
        ? ""
        : "\nWorst cells:\n" + list(map.worst()) + "Best cells:\n" + list(map.best());
  }

  private String list(List<Extreme> cells) {
    return cells.stream()
        .map(cell -> "  %s\n      %s\n".formatted(TerminalText.text(cell.network()), why(cell)))
        .collect(Collectors.joining());
  }

  private String why(Extreme extreme) {
    CellTally cell = extreme.tally();
    var parts = new ArrayList<String>();
    Mechanism mechanism = cell.mechanism();
    parts.add(paint.in(colour(mechanism), words(mechanism)));
    if (cell.judged() > 0) {
      parts.add("%d of %d learned".formatted(cell.learned(), cell.trials()));
    }
    if (cell.diverged() > 0) {
      parts.add("%d diverged".formatted(cell.diverged()));
    }
    if (cell.scored() > 0) {
      String others = cell.diverged() > 0 ? " of the others" : "";
      String name = cell.classifies() ? "accuracy" : "R2";
      String number = Math.abs(cell.score()) < 10 ? "%.3f" : "%.3g";
      parts.add(name + others + String.format(Locale.ROOT, " " + number, cell.score()));
    }
    return String.join(", ", parts) + warnings(cell) + delta(extreme);
  }

  /** On a line of its own, if there are any. */
  private static String warnings(CellTally cell) {
    String all = WarningText.list(cell.warnings(), " of " + cell.trials());
    return all.isEmpty() ? "" : "\n      warnings: " + all;
  }

  /** On a line of its own; the mechanism is judged at the last record, or else in the probe. */
  private static String delta(Extreme extreme) {
    CellTally cell = extreme.tally();
    boolean recorded = cell.recorded() > 0;
    if (!recorded && (cell.judged() > 0 || cell.probed() == 0)) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "\n      delta %+.1f decades from last to first %s %s",
        recorded ? cell.lastGrowth() : cell.growth(),
        (extreme.truncated() ? "reached " : "") + SlopeUnit.name(extreme.over()),
        recorded ? "at the last record" : "in the probe");
  }

  private static String words(Mechanism mechanism) {
    return mechanism.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String letter(Mechanism mechanism) {
    return mechanism == Mechanism.NOT_EVALUABLE ? "?" : mechanism.name().substring(0, 1);
  }

  private static String colour(Mechanism mechanism) {
    return ClassLook.of(mechanism).colour();
  }
}
