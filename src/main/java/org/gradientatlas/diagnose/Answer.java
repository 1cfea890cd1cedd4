package org.gradientatlas.diagnose;

import org.jspecify.annotations.Nullable;

/** A rule's result for a trial. */
sealed interface Answer {
  /** Its condition holds. */
  record Fires(Finding finding) implements Answer {}

  /** Its condition does not hold. */
  record Quiet() implements Answer {}

  /** The data is missing: no rows, or a ratio without a value. */
  record NotEvaluable() implements Answer {}

  Answer QUIET = new Quiet();
  Answer NOT_EVALUABLE = new NotEvaluable();

  /** Fires if there is a finding. */
  static Answer of(@Nullable Finding finding) {
    return finding == null ? QUIET : new Fires(finding);
  }

  /** Fires if there is a finding; not evaluable if there was no data to look at. */
  static Answer of(@Nullable Finding finding, boolean looked) {
    return looked ? of(finding) : NOT_EVALUABLE;
  }
}
