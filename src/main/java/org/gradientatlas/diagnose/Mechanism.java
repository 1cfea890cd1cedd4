package org.gradientatlas.diagnose;

/** What the gradients of a trial did. The first constant that a rule finds applies. */
public enum Mechanism {
  /** A number was NaN or infinite. */
  NON_FINITE,
  /** Gradients grew towards the input, or as training went on. */
  EXPLODING,
  /** Gradients shrank towards the input. */
  VANISHING,
  /** Units, or gradient entries, were exactly 0. */
  DEAD,
  /** Units of a bounded activation were in its flat part. */
  SATURATED,
  /** None of these. */
  HEALTHY,
  /** The trial lacks the rows to decide. */
  NOT_EVALUABLE;

  /** Whether it predicts that a network does not learn. */
  public boolean isTrouble() {
    return this != HEALTHY && this != NOT_EVALUABLE;
  }
}
