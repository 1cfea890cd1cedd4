package org.gradientatlas.diagnose;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** docs/reference/diagnoses.md, written from the rules so that it cannot say anything else. */
final class RulesDoc {
  private static final String HEAD =
      """
      # Diagnoses

      Written from the rules by `scripts/docs`; a test fails when this page is not what they say.

      `jobs/summarize DIR` asks every rule about every stored trial, and trains nothing. *What did the gradients do?* (the
      mechanism) and *did the network learn?* (the verdict) are answered apart: a vanishing profile may still train, and a healthy one
      may not. Of several mechanisms, or verdicts, the first of these is the trial's:

      - mechanism: %s
      - outcome verdict: %s

      The row of a trial in `DIR/diagnoses` ([tables.md](tables.md)) names the rule that decided, with layer, step, observed value and threshold,
      and lists all rules that fired. A rule that has nothing to decide by, because there are no such rows or a ratio has no
      value, is listed as not evaluable, and is no finding. A trial that failed, or was probed only, has the verdict
      NOT_EVALUABLE; one without any rows, the mechanism too.

      Where a rule looks at layers, it reports the first recorded pass (the probe, then the training steps) in which a layer
      breaks the threshold, and there the layer that does worst.

      ## Thresholds

      Every number below is a threshold, and can be changed without training anything again:

      ```
      jobs/summarize DIR --set rules.vanishing-slope.slope=-0.1
      jobs/summarize DIR --rules my-rules.conf
      jobs/study STUDY --out DIR --rules my-rules.conf --fail-on EXPLODING,NON_FINITE
      ```

      A rules file holds what is to differ, as `rules { vanishing-slope { slope = -0.1 } }`; unknown keys are errors. `ruleset_version` in
      `DIR/diagnoses` changes with every threshold. `src/main/resources/org/gradientatlas/rules-defaults.conf` has the defaults, each
      with its source.

      `--fail-on NAME[,NAME]` ends a command with exit code 5 if any trial has that mechanism, verdict or rule. It beats exit code 3, some
      trials failed: the gate was asked for.

      ## Rules

      SM: Amazon SageMaker Debugger's built-in rules. AT: AutoTrainer (Zhang et al., ICSE 2021). DD: DeepDiagnosis (Wardat et al., ICSE 2022).
      UI: the guidance to Deeplearning4j's training UI. Ours: this project.

      | rule | shows | severity | fires when | from |
      |---|---|---|---|---|
      """;

  private static final String FOOT =
      """

      ## Deep rectifiers and DEAD

      DEAD comes before VANISHING, and one layer of one recorded pass is enough for DEAD_UNITS. At initialization the examples of a batch
      grow alike with depth: deep inside a ReLU network all of them find a unit on, or all find it off, and half of the units are off by
      symmetry, whatever the scale of the weights. Of 64 units 33 then break the limit of one half by chance.

      Measured on the quickstart's ReLU networks of depth 30 (width 64, two clip rules, three replicates):

      | initializer | dead share, greatest of a layer: probe | step 1 | last step | mechanism | fired as well |
      |---|---|---|---|---|---|
      | he-normal | 0.52 | 0.59 | 0.52 | DEAD 5 of 6, POOR_INIT 1 | POOR_INIT; 5 of 6 learn |
      | xavier-normal | 0.52 | 0.67 | 0.98 | DEAD 6 of 6 | VANISHING_SLOPE, VANISHING_FLOOR; none learns |

      With Xavier the signal halves a layer, the biases outgrow it at the first step, and nearly all units do die: what vanished is among
      `rules_fired`. With He they stand at the limit. `--set rules.dead-units.fraction=0.6` calls none of the latter dead, and
      `--set rules.dead-units.fraction=1` leaves DEAD to GRAD_ZERO: the former are VANISHING then.
      """;

  private RulesDoc() {}

  /** The whole page, with these thresholds. */
  static String page(Thresholds thresholds) {
    var text =
        new StringBuilder(
            HEAD.formatted(names(Mechanism.values()), names(OutcomeVerdict.values())));
    for (Rule rule : Rule.values()) {
      text.append(
          "| %s | %s | %s | %s | %s |%n"
              .formatted(
                  rule.name(),
                  shows(rule.mechanism(), rule.verdict()),
                  rule.severity(),
                  condition(rule, thresholds),
                  rule.source()));
    }
    return text + FOOT;
  }

  private static String names(Enum<?>[] constants) {
    return String.join(" > ", java.util.Arrays.stream(constants).map(Enum::name).toList());
  }

  private static String shows(@Nullable Mechanism mechanism, @Nullable OutcomeVerdict verdict) {
    if (mechanism != null) {
      return mechanism.name();
    }
    return verdict == null ? "" : verdict.name();
  }

  /** With numbers in the place of names: `slope` = -0.05. */
  private static String condition(Rule rule, Thresholds thresholds) {
    String text = rule.condition();
    for (Map.Entry<String, Double> threshold : thresholds.values().entrySet()) {
      String prefix = rule.key() + ".";
      if (threshold.getKey().startsWith(prefix)) {
        String name = threshold.getKey().substring(prefix.length());
        text =
            text.replace(
                "{" + name + "}", "%s (`%s`)".formatted(number(threshold.getValue()), name));
      }
    }
    return text;
  }

  private static String number(double value) {
    String text = Double.toString(value).replace("E", "e");
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text.replace(".0e", "e");
  }
}
