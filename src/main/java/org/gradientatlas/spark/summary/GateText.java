package org.gradientatlas.spark.summary;

import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.diagnose.Finding;
import org.gradientatlas.diagnose.Gate;
import org.gradientatlas.spark.stored.StudyAxes;

/** Lists the trials that hit a gate. */
final class GateText {
  private static final int STOPPED = 5;

  private GateText() {}

  /** The trials that hit a gate, as text; empty for none. */
  static String of(JudgedTrials trials, Gate gate) {
    List<JudgedTrial> hit =
        gate.names().isEmpty()
            ? List.of()
            : trials.all().stream().filter(trial -> gate.isHitBy(trial.diagnosis())).toList();
    if (hit.isEmpty()) {
      return "";
    }
    var text = new StringBuilder();
    text.append(
        "--fail-on %s: %d of %d trials. %s:%n"
            .formatted(
                String.join(",", gate.names()),
                hit.size(),
                trials.all().size(),
                hit.size() > STOPPED ? "The first " + STOPPED : "They are"));
    hit.stream()
        .limit(STOPPED)
        .forEach(trial -> text.append("  ").append(describe(trial, trials.axes())).append('\n'));
    return text.toString();
  }

  private static String describe(JudgedTrial trial, StudyAxes axes) {
    var parts = new ArrayList<String>();
    axes.shown(trial.cell()).forEach((axis, value) -> parts.add(axis + "=" + value + ", "));
    Finding finding = trial.diagnosis().decisive();
    return "%s %s %s (%s): %sreplicate=%d"
        .formatted(
            trial.id(),
            trial.diagnosis().mechanism(),
            trial.diagnosis().verdict(),
            finding == null ? "no finding" : finding.rule(),
            String.join("", parts),
            trial.judgement().replicate());
  }
}
