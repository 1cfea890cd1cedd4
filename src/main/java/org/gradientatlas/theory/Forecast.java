package org.gradientatlas.theory;

/** What theory expects of a network's gradients at initialization. */
public enum Forecast {
  /** They shrink towards the input. */
  VANISHES,
  /** Neither. */
  HEALTHY,
  /** They grow towards the input. */
  EXPLODES,
  /** There is no theory for this network. */
  UNKNOWN
}
