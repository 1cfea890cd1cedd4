package org.gradientatlas.diagnose;

/** Whether a trial learned. The first that applies is the trial's. */
public enum OutcomeVerdict {
  /** Its loss or a gradient was not finite. */
  DIVERGED,
  /** It ended where guessing is. */
  NOT_LEARNING,
  /** Its accuracy went up and down. */
  OSCILLATING,
  /** It ended better on what it had seen than on what it had not. */
  OVERFITTING,
  /** None of these. */
  LEARNING,
  /** It failed, was not trained, or has no loss at its end. */
  NOT_EVALUABLE;

  /** Whether it learned, even if it then overfitted or its accuracy went up and down. */
  public boolean learned() {
    return this == LEARNING || this == OVERFITTING || this == OSCILLATING;
  }
}
