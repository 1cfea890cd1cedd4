package org.gradientatlas.spark.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.gradientatlas.diagnose.Finding;
import org.gradientatlas.diagnose.Gate;
import scala.Tuple2;

/** Lists the trials that hit a gate. */
final class GateText {
  private static final int STOPPED = 5;

  private GateText() {}

  /**
   * The trials that hit a gate, as text; empty for none.
   *
   * @param axes the axes that vary, which tell trials apart
   */
  static String of(JavaRDD<JudgedTrial> trials, Gate gate, List<String> axes) {
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
