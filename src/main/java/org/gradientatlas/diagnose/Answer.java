package org.gradientatlas.diagnose;

import org.jspecify.annotations.Nullable;

/** What a rule says of a trial. */
sealed interface Answer {
  /** Its condition holds. */
  record Fires(Finding finding) implements Answer {}

  /** Its condition does not hold. */
  record Quiet() implements Answer {}

  /** There is nothing to decide it by: no such rows, or a ratio that has no value. */
  record NotEvaluable() implements Answer {}

  Answer QUIET = new Quiet();
  Answer NOT_EVALUABLE = new NotEvaluable();

  /** Fires if there is a finding. */
  static Answer of(@Nullable Finding finding) {
    return finding == null ? QUIET : new Fires(finding);
  }

  /** Fires if there is a finding; there is nothing to say if nothing could be looked at. */
  static Answer of(@Nullable Finding finding, boolean looked) {
    return looked ? of(finding) : NOT_EVALUABLE;
  }
}
