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
  UNKNOWN;

  /** Decades a layer, and over the whole depth, as in the rules of diagnosis. */
  private static final double STEEP = 0.05;

  private static final double VANISHED = -3;
  private static final double EXPLODED = Math.log10(70);

  /**
   * By the thresholds of the rules of diagnosis.
   *
   * @param slope decades that delta_rms grows a layer towards the input
   * @param decades log10 of delta_rms of the first hidden layer over that of the last
   */
  public static Forecast of(double slope, double decades) {
    if (slope <= -STEEP && decades <= VANISHED) {
      return VANISHES;
    }
    return slope >= STEEP && decades >= EXPLODED ? EXPLODES : HEALTHY;
  }
}
