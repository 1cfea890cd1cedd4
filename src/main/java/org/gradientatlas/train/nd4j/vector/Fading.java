package org.gradientatlas.train.nd4j.vector;

/** Where an activation's slope fades, by its pre-activation. */
enum Fading {
  /** Nowhere: the slope has a lower bound that counts. */
  NEVER,
  /** Where |z| is great. */
  FAR_OUT,
  /** Where z is 0 or less. */
  BELOW_ZERO
}
