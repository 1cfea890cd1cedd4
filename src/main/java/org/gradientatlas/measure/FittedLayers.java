package org.gradientatlas.measure;

/**
 * The hidden layers used to fit the slope of log10 delta_rms, in the probe, in theory and in every
 * diagnosed pass: all but the first depth/4 (at most 5).
 *
 * @param first from 1
 * @param last the last hidden layer
 */
public record FittedLayers(int first, int last) {
  /** The pre-activation variance settles within a few layers, so no more are ever left out. */
  private static final int MOST_SKIPPED = 5;

  /** The fitted layers of a network with {@code depth} hidden layers. */
  public static FittedLayers of(int depth) {
    return new FittedLayers(Math.min(MOST_SKIPPED, depth / 4) + 1, depth);
  }

  /**
   * Whether to fit a layer; a subnormal delta_rms has lost digits and is left out.
   *
   * @param smallestNormal of the trial's precision
   */
  public boolean include(int layer, double deltaRms, double smallestNormal) {
    return layer >= first
        && layer <= last
        && deltaRms >= smallestNormal
        && Double.isFinite(deltaRms);
  }
}
