package org.gradientatlas.diagnose;

/** What the gradients of a trial did. The first constant that a rule finds applies. */
public enum Mechanism {
  /** A number was NaN or infinite. */
  NON_FINITE,
  /** Gradients grew towards the input, or as training went on. */
  EXPLODING,
  /** Units, or gradient entries, were exactly 0. */
  DEAD,
  /** Gradients shrank towards the input. */
  VANISHING,
  /** Units of a bounded activation were in its flat part. */
  SATURATED,
  /** Activations had very different sizes in different layers at the start. */
  POOR_INIT,
  /** None of these. */
  HEALTHY,
  /** The trial lacks the rows to decide. */
  NOT_EVALUABLE
}
