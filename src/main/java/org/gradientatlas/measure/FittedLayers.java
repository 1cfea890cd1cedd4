package org.gradientatlas.measure;

/**
 * The hidden layers that the slope of log10 delta_rms is fitted to, in the probe, in theory and in
 * every diagnosed pass: all but the first depth/4 (at most 5).
 *
 * @param first from 1
 * @param last the last hidden layer
 */
public record FittedLayers(int first, int last) {
  /** The pre-activation variance needs a few layers to settle; more are never left out. */
  private static final int MOST_SKIPPED = 5;

  /** Of a network of so many hidden layers. */
  public static FittedLayers of(int depth) {
    return new FittedLayers(Math.min(MOST_SKIPPED, depth / 4) + 1, depth);
  }

  /**
   * Whether a layer is fitted: a subnormal delta_rms has lost its digits.
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
