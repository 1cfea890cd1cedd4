package org.gradientatlas.diagnose;

/** Whether a trial learned. The first constant that applies is used. */
public enum OutcomeVerdict {
  /** Its loss or a gradient was not finite. */
  DIVERGED,
  /** It ended no better than guessing. */
  NOT_LEARNING,
  /** Its accuracy went up and down. */
  OSCILLATING,
  /** It ended much better on training than on validation data. */
  OVERFITTING,
  /** None of these. */
  LEARNING,
  /** It failed, was not trained, or has no final loss. */
  NOT_EVALUABLE;

  /** Whether it learned, even if it then overfitted or its accuracy went up and down. */
  public boolean learned() {
    return this == LEARNING || this == OVERFITTING || this == OSCILLATING;
  }
}
