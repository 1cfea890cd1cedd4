package org.gradientatlas.report.page;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.gradientatlas.measure.FittedLayers;
import org.jspecify.annotations.Nullable;

/**
 * One cell's profiles over layers and curves over steps: decimal logarithms of geometric means over
 * replicates, and means of shares; missing if there is no value.
 */
public final class Series {
  /** Quantities shown per layer. */
  public enum Metric {
    DELTA_RMS(true),
    GRAD_W_L2(true),
    ACT_SD(true),
    PREACT_SD(true),
    UPDATE_RATIO(true),
    SATURATED_FRACTION(false),
    DEAD_UNIT_FRACTION(false),
    GRAD_ZERO_FRACTION(false),
    CLIP_FRACTION(false);

    /** On every page, however large the study. */
    public static final Set<Metric> ALWAYS =
        Collections.unmodifiableSet(EnumSet.range(DELTA_RMS, ACT_SD));

    private final boolean logarithmic;
    private final String column;

    Metric(boolean logarithmic) {
      this.logarithmic = logarithmic;
      this.column = Series.name(this);
    }

    /** Whether it is shown as a decimal logarithm; a share is not. */
    public boolean logarithmic() {
      return logarithmic;
    }

    /** Its column in the table layers. */
    public String column() {
      return column;
    }
  }

  /** Quantities shown per step. */
  public enum Curve {
    LOSS,
    GRAD_L2,
    GRAD_L2_CLIPPED
  }

  private final List<Integer> layers;
  private final Map<Metric, double[]> passes = new EnumMap<>(Metric.class);
  private final Map<Curve, double[]> curves = new EnumMap<>(Curve.class);
  private final double[] theory;
  private @Nullable Histograms histograms;

  /**
   * Creates a series with all numbers missing.
   *
   * @param layers the layers shown, output layer last
   * @param steps number of steps shown
   */
  public Series(List<Integer> layers, int steps) {
    this.layers = List.copyOf(layers);
    theory = Packed.missing(layers.size());
    for (Metric metric : Metric.ALWAYS) {
      passes.put(metric, Packed.missing((1 + steps) * layers.size()));
    }
    for (Curve curve : Curve.values()) {
      curves.put(curve, Packed.missing(steps));
    }
  }

  /**
   * Sets one number: a decimal logarithm, or a share.
   *
   * @param pass 0 for the probe, then 1 + the index of the step
   * @param layer the layer's number in the network
   */
  public void set(Metric metric, int pass, int layer, double value) {
    int size = values(passes, Metric.DELTA_RMS).length;
    double[] values = passes.computeIfAbsent(metric, m -> Packed.missing(size));
    values[pass * layers.size() + layers.indexOf(layer)] = value;
  }

  /** Adds histograms, on layers and steps of their own. */
  public void add(Histograms all) {
    histograms = all;
  }

  /** Sets theory's log10 of the ratio of a layer's delta_rms to the output layer's. */
  public void setTheory(int layer, double logarithm) {
    theory[layers.indexOf(layer)] = logarithm;
  }

  /** Sets one step, by its index. */
  public void set(Curve curve, int step, double logarithm) {
    values(curves, curve)[step] = logarithm;
  }

  private static <K> double[] values(Map<K, double[]> of, K key) {
    return Objects.requireNonNull(of.get(key));
  }

  /** The layers and the packed numbers by name; a metric's passes follow each other. */
  Map<String, Object> packed() {
    var packed = new TreeMap<String, Object>();
    packed.put("layers", layers);
    packed.put("fitted", FittedLayers.of(layers.get(layers.size() - 1) - 1));
    packed.put("theory", Packed.of(theory));
    passes.forEach((metric, values) -> packed.put(name(metric), Packed.of(values)));
    curves.forEach((curve, values) -> packed.put(name(curve), Packed.of(values)));
    if (histograms != null) {
      packed.put("histograms", histograms.packed());
    }
    return packed;
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
