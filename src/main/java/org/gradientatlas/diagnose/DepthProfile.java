package org.gradientatlas.diagnose;

import java.util.List;
import org.gradientatlas.diagnose.Evidence.Pass;
import org.gradientatlas.diagnose.Evidence.ProfilePoint;
import org.gradientatlas.measure.FittedLayers;

/**
 * The profile of delta over the hidden layers in one pass, or over time steps or blocks.
 *
 * @param slope least-squares slope of log10 delta_rms towards the input over the {@link
 *     FittedLayers}, in decades per layer or time step, fitted as the column
 *     measured_log10_delta_slope is to the probe; NaN for fewer than two layers
 * @param decades log10 of delta_rms of layer 1 over that of layer depth; minus infinity if layer 1
 *     has none, NaN if layer depth has none
 */
record DepthProfile(double slope, double decades) {
  static DepthProfile of(Pass pass, double smallestNormal) {
    List<ProfilePoint> points = pass.profile();
    if (points.isEmpty()) {
      return new DepthProfile(Double.NaN, Double.NaN);
    }
    ProfilePoint last = points.get(points.size() - 1);
    double decades =
        last.delta() > 0
            ? Math.log10(points.get(0).delta()) - Math.log10(last.delta())
            : Double.NaN;
    var fitted = FittedLayers.of(last.at());
    return new DepthProfile(
        -slope(
            points.stream()
                .filter(point -> fitted.include(point.at(), point.delta(), smallestNormal))
                .toList()),
        decades);
  }

  // SimpleRegression updates means incrementally, which would change the last digits of stored
  // slopes.
  private static double slope(List<ProfilePoint> fitted) {
    double center = fitted.stream().mapToInt(ProfilePoint::at).average().orElse(0);
    double product = 0;
    double squares = 0;
    for (ProfilePoint point : fitted) {
      product += (point.at() - center) * Math.log10(point.delta());
      squares += (point.at() - center) * (point.at() - center);
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
