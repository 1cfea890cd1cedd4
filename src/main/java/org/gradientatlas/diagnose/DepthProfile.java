package org.gradientatlas.diagnose;

import java.util.List;
import org.gradientatlas.diagnose.Evidence.LayerFacts;
import org.gradientatlas.diagnose.Evidence.Pass;

/**
 * How delta goes through the hidden layers in one pass.
 *
 * @param slope least-squares slope of log10 delta_rms towards the input, decades a layer, as the
 *     column measured_log10_delta_slope is fitted to the probe: without the first depth/4 layers
 *     (at most 5), and without layers whose delta_rms is subnormal; NaN for fewer than two
 * @param decades log10 of delta_rms of layer 1 over that of layer depth; minus infinity where
 *     nothing arrives, NaN where nothing starts
 */
record DepthProfile(double slope, double decades) {
  private static final int MOST_SKIPPED = 5;

  static DepthProfile of(Pass pass, double smallestNormal) {
    List<LayerFacts> hidden = pass.hidden();
    int depth = hidden.size();
    double top = hidden.get(depth - 1).deltaRms();
    double decades = top > 0 ? Math.log10(hidden.get(0).deltaRms()) - Math.log10(top) : Double.NaN;
    int skipped = Math.min(MOST_SKIPPED, depth / 4);
    return new DepthProfile(-slope(hidden.subList(skipped, depth), smallestNormal), decades);
  }

  private static double slope(List<LayerFacts> layers, double smallestNormal) {
    List<LayerFacts> fitted =
        layers.stream()
            .filter(l -> l.deltaRms() >= smallestNormal && Double.isFinite(l.deltaRms()))
            .toList();
    double center = fitted.stream().mapToInt(LayerFacts::layer).average().orElse(0);
    double product = 0;
    double squares = 0;
    for (LayerFacts layer : fitted) {
      product += (layer.layer() - center) * Math.log10(layer.deltaRms());
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
