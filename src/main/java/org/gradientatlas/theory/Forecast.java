package org.gradientatlas.theory;

/** What theory predicts for a network's gradients at initialization. */
public enum Forecast {
  /** They shrink towards the input. */
  VANISHES,
  /** They do neither. */
  HEALTHY,
  /** They grow towards the input. */
  EXPLODES,
  /** There is no theory for this network. */
  UNKNOWN;

  /** Decades per layer, and over the whole depth, as in the diagnosis rules. */
  private static final double STEEP = 0.05;

  private static final double VANISHED = -3;
  private static final double EXPLODED = Math.log10(70);

  /**
   * Applies the thresholds of the diagnosis rules.
   *
   * @param slope decades per layer that delta_rms grows towards the input
   * @param decades log10 of delta_rms of the first hidden layer over that of the last
   */
  public static Forecast of(double slope, double decades) {
    if (slope <= -STEEP && decades <= VANISHED) {
      return VANISHES;
    }
    return slope >= STEEP && decades >= EXPLODED ? EXPLODES : HEALTHY;
  }
}
