package org.gradientatlas.report.page;

import java.util.List;
import java.util.stream.Stream;
import org.gradientatlas.diagnose.Mechanism;
import org.gradientatlas.diagnose.OutcomeVerdict;

/** What the gradients of a trial did, and whether it learned. */
public record MappedOutcome(Mechanism mechanism, OutcomeVerdict verdict) {

  /** All answers of {@link #inShort}; in a tie the first counts, so that learning comes last. */
  static final List<String> IN_SHORT =
      Stream.of(
              Mechanism.NON_FINITE,
              Mechanism.EXPLODING,
              Mechanism.VANISHING,
              Mechanism.DEAD,
              Mechanism.SATURATED,
              OutcomeVerdict.NOT_LEARNING,
              OutcomeVerdict.PARTLY_LEARNING,
              OutcomeVerdict.LEARNED,
              OutcomeVerdict.NOT_EVALUABLE)
          .map(Enum::name)
          .toList();

  /**
   * Both in one word: that it learned; or else its mechanism, where that is trouble; or else its
   * verdict.
   */
  String inShort() {
    return mechanism.isTrouble() && verdict != OutcomeVerdict.LEARNED
        ? mechanism.name()
        : verdict.name();
  }
}
