package org.gradientatlas.diagnose;

/** Whether a trial learned. The first constant that applies is used. */
public enum OutcomeVerdict {
  /** Its loss or a gradient was not finite. */
  DIVERGED,
  /** It ended no better than guessing. */
  NOT_LEARNING,
  /** It closed less than half of the way from guessing to the best network of its study. */
  PARTLY_LEARNING,
  /** It closed at least half of that way. */
  LEARNED,
  /** It failed, was not trained, or has no final loss. */
  NOT_EVALUABLE
}
