package org.gradientatlas.diagnose;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.gradientatlas.measure.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The diagnosis of one trial.
 *
 * @param mechanism what the gradients did
 * @param verdict whether it learned
 * @param severity of the worst finding
 * @param decisive the finding that decided the mechanism, or else the verdict, or else the worst
 *     one; null if there is none
 * @param findings the findings of all rules that fired, in rule order
 * @param notEvaluable rules that lacked data
 */
public record Diagnosis(
    Mechanism mechanism,
    OutcomeVerdict verdict,
    Severity severity,
    @Nullable Finding decisive,
    List<Finding> findings,
    List<Rule> notEvaluable)
    implements Serializable {
  /** Why a network with sound gradients may not learn. */
  private static final Set<Rule> CAUSES =
      EnumSet.of(
          Rule.CLIP_TOO_TIGHT,
          Rule.VANISHING_START,
          Rule.RATE_TOO_SMALL,
          Rule.OVERFITTING,
          Rule.TOO_FEW_STEPS,
          Rule.RATE_TOO_LARGE);

  /** Applies every rule. */
  public static Diagnosis of(Evidence evidence, Thresholds thresholds) {
    var findings = new ArrayList<Finding>();
    var notEvaluable = new ArrayList<Rule>();
    for (Rule rule : Rule.values()) {
      Answer answer = rule.look(evidence, thresholds);
      if (answer instanceof Answer.Fires fires) {
        findings.add(fires.finding());
      } else if (answer instanceof Answer.NotEvaluable) {
        notEvaluable.add(rule);
      }
    }
    Mechanism mechanism = mechanism(evidence, findings);
    OutcomeVerdict verdict = verdict(evidence, findings);
    return new Diagnosis(
        mechanism,
        verdict,
        severity(evidence, verdict, findings),
        decisive(mechanism, verdict, findings),
        findings,
        notEvaluable);
  }

  private static Mechanism mechanism(Evidence evidence, List<Finding> findings) {
    boolean measured = evidence.passes().stream().anyMatch(Diagnosis::hasDelta);
    Mechanism otherwise = measured ? Mechanism.HEALTHY : Mechanism.NOT_EVALUABLE;
    return findings.stream()
        .map(finding -> finding.rule().mechanism())
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(otherwise);
  }

  private static OutcomeVerdict verdict(Evidence evidence, List<Finding> findings) {
    TrialFacts trial = evidence.trial();
    if (trial.ending().outcome() == Outcome.DIVERGED) {
      return OutcomeVerdict.DIVERGED;
    }
    boolean trained = trial.ending().stepsDone() > 0 && !Double.isNaN(trial.scores().finalLoss());
    if (!trained || trial.ending().outcome() == Outcome.FAILED) {
      return OutcomeVerdict.NOT_EVALUABLE;
    }
    return findings.stream()
        .map(finding -> finding.rule().verdict())
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(OutcomeVerdict.LEARNED);
  }

  /** What predicted trouble that did not come is a warning. */
  private static Severity severity(
      Evidence evidence, OutcomeVerdict verdict, List<Finding> findings) {
    if (evidence.trial().ending().outcome() != Outcome.COMPLETED) {
      return Severity.FAIL;
    }
    Severity worst =
        findings.stream().map(Finding::severity).max(Comparator.naturalOrder()).orElse(Severity.OK);
    return verdict == OutcomeVerdict.LEARNED && worst == Severity.FAIL ? Severity.WARN : worst;
  }

  /** Some layers of users' networks give no delta, and what is not measured is not healthy. */
  private static boolean hasDelta(Evidence.Pass pass) {
    return pass.profile().stream().anyMatch(point -> !Double.isNaN(point.delta()));
  }

  private static @Nullable Finding decisive(
      Mechanism mechanism, OutcomeVerdict verdict, List<Finding> findings) {
    return findings.stream()
        .min(
            Comparator.comparing((Finding f) -> f.rule().mechanism() != mechanism)
                .thenComparing(f -> f.rule().verdict() != verdict)
                .thenComparing(Finding::severity, Comparator.reverseOrder()))
        .orElse(null);
  }

  /** Names of the rules that fired. */
  public List<String> fired() {
    return findings.stream().map(finding -> finding.rule().name()).toList();
  }

  /**
   * The rule that says why it did not learn: that of its mechanism, or else the first cause among
   * those that fired. Null if it learned, was not trained, or nothing explains it.
   */
  public @Nullable Rule cause() {
    if (verdict == OutcomeVerdict.LEARNED || verdict == OutcomeVerdict.NOT_EVALUABLE) {
      return null;
    }
    return findings.stream()
        .map(Finding::rule)
        .filter(rule -> rule.mechanism() == mechanism || CAUSES.contains(rule))
        .min(Comparator.comparing((Rule rule) -> rule.mechanism() != mechanism))
        .orElse(null);
  }
}
