package org.gradientatlas.spark.summary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.gradientatlas.diagnose.Finding;
import org.gradientatlas.diagnose.Gate;
import org.gradientatlas.diagnose.Mechanism;
import org.gradientatlas.diagnose.OutcomeVerdict;
import org.gradientatlas.theory.Forecast;
import scala.Tuple2;

/** What a summary says to people: short enough to read. */
final class SummaryText {
  private static final int EFFECTS = 8;
  private static final int STOPPED = 5;

  private SummaryText() {}

  /** Mechanisms by verdicts, forecasts by probes, and the strongest effects. */
  static String of(JavaRDD<JudgedTrial> trials, JavaRDD<ContrastOfCells> contrasts) {
    Map<Tuple2<String, String>, Long> verdicts =
        trials.map(t -> pair(t.diagnosis().mechanism(), t.diagnosis().verdict())).countByValue();
    Map<Tuple2<String, String>, Long> forecasts =
        trials.map(t -> pair(t.forecast().forecast(), t.forecast().measured())).countByValue();
    return "Trials by what their gradients did (rows) and whether they learned (columns):\n"
        + cross("", verdicts, Mechanism.values(), OutcomeVerdict.values())
        + "\nProbes by what theory expected (rows) and what they did (columns)"
        + score(forecasts)
        + ":\n"
        + cross("", forecasts, Forecast.values(), Forecast.values())
        + Effect.text(contrasts, EFFECTS);
  }

  private static Tuple2<String, String> pair(Enum<?> row, Enum<?> column) {
    return new Tuple2<>(row.name(), column.name());
  }

  private static String score(Map<Tuple2<String, String>, Long> forecasts) {
    long scored = 0;
    long right = 0;
    for (var cell : forecasts.entrySet()) {
      String forecast = cell.getKey()._1();
      String measured = cell.getKey()._2();
      boolean known =
          !forecast.equals(Forecast.UNKNOWN.name()) && !measured.equals(Forecast.UNKNOWN.name());
      scored += known ? cell.getValue() : 0;
      right += known && forecast.equals(measured) ? cell.getValue() : 0;
    }
    return scored == 0
        ? ""
        : String.format(Locale.ROOT, ", %.1f %% of %d as expected", 100.0 * right / scored, scored);
  }

  /** Counts by row and column, those without any left out. */
  private static String cross(
      String corner, Map<Tuple2<String, String>, Long> counts, Enum<?>[] rows, Enum<?>[] columns) {
    List<String> heads =
        Arrays.stream(columns)
            .map(Enum::name)
            .filter(c -> counts.keySet().stream().anyMatch(k -> k._2().equals(c)))
            .toList();
    var text = new StringBuilder("%-14s".formatted(corner));
    heads.forEach(head -> text.append("  %13s".formatted(head)));
    text.append('\n');
    for (Enum<?> row : rows) {
      if (counts.keySet().stream().anyMatch(k -> k._1().equals(row.name()))) {
        text.append("%-14s".formatted(row.name()));
        for (String head : heads) {
          Long count = counts.get(new Tuple2<>(row.name(), head));
          text.append("  %13s".formatted(count == null ? "." : count));
        }
        text.append('\n');
      }
    }
    return text.toString();
  }

  /**
   * What a gate stopped; empty if nothing.
   *
   * @param axes that vary in the study: what tells trials apart
   */
  static String stopped(JavaRDD<JudgedTrial> trials, Gate gate, List<String> axes) {
    if (gate.names().isEmpty()) {
      return "";
    }
    JavaRDD<JudgedTrial> hit = trials.filter(trial -> gate.isHitBy(trial.diagnosis()));
    long count = hit.count();
    if (count == 0) {
      return "";
    }
    var text = new StringBuilder();
    text.append(
        "--fail-on %s: %d of %d trials. %s:%n"
            .formatted(
                String.join(",", gate.names()),
                count,
                trials.count(),
                count > STOPPED ? "The first " + STOPPED : "They are"));
    var first = new TreeMap<String, String>();
    hit.mapToPair(trial -> new Tuple2<>(trial.position(), describe(trial, axes)))
        .sortByKey()
        .take(STOPPED)
        .forEach(trial -> first.put(trial._1(), trial._2()));
    first.values().forEach(line -> text.append("  ").append(line).append('\n'));
    return text.toString();
  }

  private static String describe(JudgedTrial trial, List<String> axes) {
    var parts = new ArrayList<String>();
    trial
        .cell()
        .axes()
        .forEach(
            (axis, value) -> {
              if (axes.contains(axis)) {
                parts.add(axis + "=" + value + ", ");
              }
            });
    Finding finding = trial.diagnosis().decisive();
    return "%s %s %s (%s): %sreplicate=%d"
        .formatted(
            trial.cell().text("trial_id"),
            trial.diagnosis().mechanism(),
            trial.diagnosis().verdict(),
            finding == null ? "no finding" : finding.rule(),
            String.join("", parts),
            trial.cell().number("replicate"));
  }
}
