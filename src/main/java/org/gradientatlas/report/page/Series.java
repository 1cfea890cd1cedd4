package org.gradientatlas.report.page;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.gradientatlas.measure.FittedLayers;

/**
 * What one cell did layer by layer and step by step: decimal logarithms of geometric means over its
 * replicates, missing where there is none.
 */
public final class Series {
  /** What is shown of every layer. */
  public enum Metric {
    DELTA_RMS,
    GRAD_W_L2,
    ACT_SD
  }

  /** What is shown of every step. */
  public enum Curve {
    LOSS,
    GRAD_L2,
    GRAD_L2_CLIPPED
  }

  private final List<Integer> layers;
  private final Map<Metric, double[]> passes = new EnumMap<>(Metric.class);
  private final Map<Curve, double[]> curves = new EnumMap<>(Curve.class);
  private final double[] theory;

  /**
   * With all numbers missing.
   *
   * @param layers that are shown, the output layer last
   * @param steps how many steps are shown
   */
  public Series(List<Integer> layers, int steps) {
    this.layers = List.copyOf(layers);
    theory = Packed.missing(layers.size());
    for (Metric metric : Metric.values()) {
      passes.put(metric, Packed.missing((1 + steps) * layers.size()));
    }
    for (Curve curve : Curve.values()) {
      curves.put(curve, Packed.missing(steps));
    }
  }

  /**
   * Sets one number.
   *
   * @param pass 0 for the probe, then 1 + the index of the step
   * @param layer its number in the network
   */
  public void set(Metric metric, int pass, int layer, double logarithm) {
    values(passes, metric)[pass * layers.size() + layers.indexOf(layer)] = logarithm;
  }

  /** Sets what theory says of log10 of delta_rms of a layer over that of the output layer. */
  public void setTheory(int layer, double logarithm) {
    theory[layers.indexOf(layer)] = logarithm;
  }

  /** Sets one step, by its index. */
  public void set(Curve curve, int step, double logarithm) {
    values(curves, curve)[step] = logarithm;
  }

  private static <K> double[] values(Map<K, double[]> of, K key) {
    return java.util.Objects.requireNonNull(of.get(key));
  }

  /** Layers, and the numbers by name, packed: of a metric pass after pass. */
  Map<String, Object> packed() {
    var packed = new TreeMap<String, Object>();
    packed.put("layers", layers);
    packed.put("fitted", FittedLayers.of(layers.get(layers.size() - 1) - 1));
    packed.put("theory", Packed.of(theory));
    passes.forEach((metric, values) -> packed.put(name(metric), Packed.of(values)));
    curves.forEach((curve, values) -> packed.put(name(curve), Packed.of(values)));
    return packed;
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
