package org.gradientatlas.diagnose;

import java.util.List;
import org.gradientatlas.diagnose.Evidence.Pass;
import org.gradientatlas.measure.FittedLayers;

/**
 * The profile of delta over the hidden layers in one pass.
 *
 * @param slope least-squares slope of log10 delta_rms towards the input over the {@link
 *     FittedLayers}, in decades per layer, fitted as the column measured_log10_delta_slope is to
 *     the probe; NaN for fewer than two layers
 * @param decades log10 of delta_rms of layer 1 over that of layer depth; minus infinity if layer 1
 *     has none, NaN if layer depth has none
 */
record DepthProfile(double slope, double decades) {
  static DepthProfile of(Pass pass, double smallestNormal) {
    List<LayerFacts> hidden = pass.hidden();
    int depth = hidden.size();
    double top = hidden.get(depth - 1).delta().rms();
    double decades =
        top > 0 ? Math.log10(hidden.get(0).delta().rms()) - Math.log10(top) : Double.NaN;
    var fitted = FittedLayers.of(depth);
    return new DepthProfile(
        -slope(
            hidden.stream()
                .filter(l -> fitted.include(l.layer(), l.delta().rms(), smallestNormal))
                .toList()),
        decades);
  }

  // SimpleRegression updates means incrementally, which would change the last digits of stored
  // slopes.
  private static double slope(List<LayerFacts> fitted) {
    double center = fitted.stream().mapToInt(LayerFacts::layer).average().orElse(0);
    double product = 0;
    double squares = 0;
    for (LayerFacts layer : fitted) {
      product += (layer.layer() - center) * Math.log10(layer.delta().rms());
      squares += (layer.layer() - center) * (layer.layer() - center);
    }
    return product / squares;
  }

  boolean hasValue() {
    return !Double.isNaN(slope) && !Double.isNaN(decades);
  }

  /** Whether it grows at least by a slope per layer and by a total factor. */
  boolean grows(double aLayer, double factor) {
    return slope >= aLayer && decades >= Math.log10(factor);
  }

  /** Whether it shrinks at least to a slope per layer and to a total factor. */
  boolean shrinks(double aLayer, double factor) {
    return slope <= aLayer && decades <= Math.log10(factor);
  }
}
