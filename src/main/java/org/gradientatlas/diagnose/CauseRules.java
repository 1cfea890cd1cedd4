package org.gradientatlas.diagnose;

import java.util.List;
import java.util.Set;
import org.gradientatlas.diagnose.Evidence.StepFacts;
import org.gradientatlas.theory.Forecast;

/** Rules about why a network did not learn although its gradients were sound. */
final class CauseRules {
  private static final Set<Rule> SHORT_OF_LEARNED = Set.of(Rule.NOT_LEARNING, Rule.PARTLY_LEARNING);

  private CauseRules() {}

  static Answer clipTooTight(Check check) {
    double share = check.evidence().clippedShare();
    return moved(check, share >= check.limit("share"), !Double.isNaN(share));
  }

  static Answer vanishingStart(Check check) {
    return moved(check, vanishesInProbe(check), true);
  }

  static Answer rateTooSmall(Check check) {
    return moved(check, !vanishesInProbe(check), true);
  }

  private static boolean vanishesInProbe(Check check) {
    return ForecastScore.of(check.evidence(), check.thresholds()).measured() == Forecast.VANISHES;
  }

  private static Answer moved(Check check, boolean applies, boolean looked) {
    double observed = check.evidence().movement();
    double least = check.limit("movement");
    boolean fires = applies && observed < least && isShortOfLearned(check);
    return Answer.of(
        fires ? Finding.ofTrial(check.rule(), observed, least) : null,
        looked && !Double.isNaN(observed));
  }

  static Answer rateTooLarge(Check check) {
    double ratio = check.evidence().medianUpdateRatio();
    double most = check.limit("ratio");
    boolean fires = ratio > most && isShortOfLearned(check);
    return Answer.of(
        fires ? Finding.ofTrial(check.rule(), ratio, most) : null, !Double.isNaN(ratio));
  }

  /** Compares the last batch loss with the one at half of the steps. */
  static Answer tooFewSteps(Check check) {
    List<StepFacts> steps =
        check.evidence().steps().stream().filter(step -> !Double.isNaN(step.loss())).toList();
    int half = check.evidence().trial().ending().stepsDone() / 2;
    List<StepFacts> before = steps.stream().filter(step -> step.step() <= half).toList();
    if (before.isEmpty() || before.size() == steps.size()) {
      return Answer.NOT_EVALUABLE;
    }
    double then = before.get(before.size() - 1).loss();
    double now = steps.get(steps.size() - 1).loss();
    double fall = 1 - now / then;
    double least = check.limit("fall");
    boolean fires = fall > least && isShortOfLearned(check);
    return Answer.of(fires ? Finding.ofTrial(check.rule(), fall, least) : null);
  }

  private static boolean isShortOfLearned(Check check) {
    return SHORT_OF_LEARNED.stream()
        .anyMatch(rule -> rule.look(check.evidence(), check.thresholds()) instanceof Answer.Fires);
  }
}
