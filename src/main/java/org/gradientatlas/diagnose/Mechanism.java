package org.gradientatlas.diagnose;

/** What the gradients of a trial did. The first that a rule finds is the trial's. */
public enum Mechanism {
  /** A number was NaN or infinite. */
  NON_FINITE,
  /** Gradients grew towards the input, or as training went on. */
  EXPLODING,
  /** Units, or gradient entries, were exactly 0. */
  DEAD,
  /** Gradients shrank towards the input. */
  VANISHING,
  /** Units of a bounded activation sat where it is flat. */
  SATURATED,
  /** Activations had very different sizes in different layers at the start. */
  POOR_INIT,
  /** None of these. */
  HEALTHY,
  /** The trial has no rows to tell by. */
  NOT_EVALUABLE
}
