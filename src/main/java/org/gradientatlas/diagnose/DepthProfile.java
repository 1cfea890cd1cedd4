package org.gradientatlas.diagnose;

import java.util.List;
import org.gradientatlas.diagnose.Evidence.Pass;
import org.gradientatlas.measure.FittedLayers;

/**
 * How delta goes through the hidden layers in one pass.
 *
 * @param slope least-squares slope of log10 delta_rms towards the input over the {@link
 *     FittedLayers}, decades a layer, as the column measured_log10_delta_slope is fitted to the
 *     probe; NaN for fewer than two
 * @param decades log10 of delta_rms of layer 1 over that of layer depth; minus infinity where
 *     nothing arrives, NaN where nothing starts
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

  // SimpleRegression updates means as it goes, and would change the last digits of stored slopes.
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

  /** Whether it grows by that much a layer and by that factor in all. */
  boolean grows(double aLayer, double factor) {
    return slope >= aLayer && decades >= Math.log10(factor);
  }

  /** Whether it shrinks to that slope a layer and to that factor in all. */
  boolean shrinks(double aLayer, double factor) {
    return slope <= aLayer && decades <= Math.log10(factor);
  }
}
