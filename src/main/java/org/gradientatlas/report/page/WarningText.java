package org.gradientatlas.report.page;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gradientatlas.diagnose.Rule;

/** The rules that warn of something else than mechanisms and verdicts say, as text. */
public final class WarningText {
  private WarningText() {}

  /**
   * Of the networks of some cells: {@code Warnings: rank collapse in 9 of 36 networks, weight large
   * in 2.} The most frequent first; empty for none.
   */
  static String of(List<MapCell> cells) {
    var counts = new EnumMap<Rule, Integer>(Rule.class);
    for (MapCell cell : cells) {
      cell.warnings().forEach((rule, trials) -> counts.merge(rule, trials, Integer::sum));
    }
    return sentence(counts, cells.stream().mapToInt(MapCell::trials).sum());
  }

  /**
   * Such a sentence.
   *
   * @param counts in how many networks each rule fired
   * @param networks how many there are
   */
  public static String sentence(Map<Rule, Integer> counts, int networks) {
    String all =
        list(counts, " of %,d %s".formatted(networks, networks == 1 ? "network" : "networks"));
    return all.isEmpty() ? "" : "Warnings: " + all + ".";
  }

  /**
   * {@code rank collapse in 9 of 36, weight large in 2}; empty for none.
   *
   * @param of what follows the first count
   */
  public static String list(Map<Rule, Integer> counts, String of) {
    String all =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<Rule, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(count -> "%s in %,d".formatted(count.getKey().words(), count.getValue()))
            .collect(Collectors.joining(", "));
    int first = all.contains(", ") ? all.indexOf(", ") : all.length();
    return all.isEmpty() ? "" : all.substring(0, first) + of + all.substring(first);
  }
}
