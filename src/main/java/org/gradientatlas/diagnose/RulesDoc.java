package org.gradientatlas.diagnose;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Generates docs/reference/diagnoses.md from the rules, so that the two cannot differ. */
final class RulesDoc {
  private static final String HEAD =
      """
      # Diagnoses

      Written from the rules by `scripts/docs`; a test fails when this page is out of date.

      `jobs/summarize DIR` applies every rule to every stored trial. It trains nothing. It answers three questions, each in a column of
      `DIR/diagnoses` ([tables](tables.md#diagnoses)):

      | column | question | answers |
      |---|---|---|
      | `initialization` | What did the gradients do before training, in the probe? | vanishes, explodes, healthy, unknown |
      | `mechanism` | What did they do in training? | %s |
      | `outcome_verdict` | Did the network learn? | %s |

      When several mechanisms or verdicts apply, the first in this order is the trial's. Where a network did not learn, `cause` names the
      rule that says why: that of the mechanism, or else a rule about the probe, the rate, the clip or the number of steps.

      ```mermaid
      flowchart LR
        P[probe] --> I[initialization]
        T[recorded passes] --> M[mechanism]
        L[losses and accuracies] --> V[outcome verdict]
        M --> C[cause]
        V --> C
      ```

      - LEARNED: the network closed at least half of the way from guessing to the best network of the study on the same data. Accuracy
        counts, or for regression the loss. PARTLY_LEARNING: less than half. NOT_LEARNING: no better than guessing.
      - A mechanism is a prediction of trouble. Where the network learned all the same, its severity is WARN and not FAIL.
        [Diagnosis quality](../science/diagnosis-quality.md) measures how often that happens.
      - Most mechanisms are judged by the last recorded pass: a network that recovers is healthy.
      - `rule` names the rule that decided, with layer, step, observed value and threshold. `rules_fired` lists all rules that fired.
      - A rule of severity WARN that shows neither mechanism nor verdict is a warning. Page and terminal count warnings, and name those of
        each network they show.
      - A rule that lacks the rows it needs, or needs a ratio that has no value, is listed as not evaluable. This is no finding.
      - A trial that failed, or that was only probed, has the verdict NOT_EVALUABLE. Without any rows its mechanism is NOT_EVALUABLE too.
      - A rule about layers reports the worst layer of the pass.

      ## Thresholds

      The thresholds of the rules can be changed without training anything again:

      ```
      jobs/summarize DIR --set rules.vanishing-slope.slope=-0.1
      jobs/summarize DIR --rules my-rules.conf
      jobs/study STUDY --out DIR --rules my-rules.conf --fail-on EXPLODING,NON_FINITE
      ```

      A rules file contains what differs from the defaults, as in `rules { vanishing-slope { slope = -0.1 } }`. Unknown keys are errors. The
      defaults, with their sources, are in `src/main/resources/org/gradientatlas/rules-defaults.conf`. `ruleset_version` in `DIR/diagnoses`
      changes with every threshold.

      `--fail-on NAME[,NAME]` ends a command with [exit code](exit-codes.md) 5 if any trial has that mechanism, verdict or rule.

      ## Rules

      The table shows every rule with its thresholds; their names stand in parentheses. Sources:

      - SM: Amazon SageMaker Debugger's built-in rules
      - AT: AutoTrainer (Zhang et al., ICSE 2021)
      - DD: DeepDiagnosis (Wardat et al., ICSE 2022)
      - UI: the guidance to Deeplearning4j's training UI
      - ours: this project

      | rule | shows | severity | fires when | from |
      |---|---|---|---|---|
      """;

  private static final String FOOT =
      """

      ## Deep rectifiers and DEAD

      Deep inside a ReLU network, about half of the units are off for the whole batch at initialization, whatever the scale of the weights.
      So the limit of DEAD_UNITS lies four standard deviations above one half: at 0.75 for 64 units, at 0.95 for 16 units or fewer.
      [Measurements](../science/dead-rectifiers.md) show how often a limit of one half is exceeded by chance.
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

  /** A condition with names replaced by values: `slope` = -0.05. */
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
