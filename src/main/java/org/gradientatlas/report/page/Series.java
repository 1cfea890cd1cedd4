package org.gradientatlas.report.page;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.gradientatlas.axis.architecture.Architecture.Profile;
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
    CLIP_FRACTION(false),
    TOKEN_COSINE(false),
    RANK_RESIDUAL(true);

    /** On every page, however large the study. */
    public static final Set<Metric> ALWAYS =
        Collections.unmodifiableSet(EnumSet.range(DELTA_RMS, ACT_SD));

    /** Those of networks without blocks. */
    public static final Set<Metric> OF_LAYERS =
        Collections.unmodifiableSet(EnumSet.range(DELTA_RMS, CLIP_FRACTION));

    private static final Set<Metric> TIMED =
        Collections.unmodifiableSet(EnumSet.of(DELTA_RMS, ACT_SD, PREACT_SD));

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

    /** Whether recurrent layers have it for each time step. */
    public boolean timed() {
      return TIMED.contains(this);
    }
  }

  /** Quantities shown per step. */
  public enum Curve {
    LOSS,
    GRAD_L2,
    GRAD_L2_CLIPPED
  }

  private final ProfilePlaces places;
  private final int steps;
  private final Map<Metric, double[]> passes = new EnumMap<>(Metric.class);
  private final Map<Curve, double[]> curves = new EnumMap<>(Curve.class);
  private final double[] theory;
  private final double[] output;
  private final Map<String, double[]> tensors = new LinkedHashMap<>();
  private String tensor = "";
  private int networks;
  private @Nullable Histograms histograms;

  /**
   * Creates a series with all numbers missing.
   *
   * @param steps number of steps shown
   */
  public Series(ProfilePlaces places, int steps) {
    this.places = places;
    this.steps = steps;
    theory = Packed.missing(places.of(Metric.DELTA_RMS).size());
    output = Packed.missing(1 + steps);
    Metric.ALWAYS.forEach(metric -> passes.put(metric, missing(metric)));
    for (Curve curve : Curve.values()) {
      curves.put(curve, Packed.missing(steps));
    }
  }

  /** Of a network that has one delta for each layer. */
  public Series(List<Integer> layers, int steps) {
    this(ProfilePlaces.ofLayers(layers), steps);
  }

  private double[] missing(Metric metric) {
    return Packed.missing((1 + steps) * places.of(metric).size());
  }

  /**
   * Sets one number: a decimal logarithm, or a share.
   *
   * @param pass 0 for the probe, then 1 + the index of the step
   * @param place the layer's number in the network, or the time step
   */
  public void set(Metric metric, int pass, int place, double value) {
    if (!Metric.OF_LAYERS.contains(metric) && Double.isNaN(value)) {
      return; // most networks have none
    }
    List<Integer> all = places.of(metric);
    double[] values = passes.computeIfAbsent(metric, this::missing);
    values[pass * all.size() + all.indexOf(place)] = value;
  }

  /**
   * Sets log10 of delta_rms of the output layer, for networks that show it beside no layers.
   *
   * @param pass as in {@link #set(Metric, int, int, double)}
   */
  public void setOutput(int pass, double logarithm) {
    output[pass] = logarithm;
  }

  /** Names the tensor that the numbers of layers with several are about. */
  public void about(String ofLayers) {
    tensor = ofLayers;
  }

  /**
   * Sets log10 of the gradient norm of one of a layer's tensors.
   *
   * @param pass as in {@link #set(Metric, int, int, double)}
   */
  public void setTensor(String name, int pass, int layer, double logarithm) {
    List<Integer> all = places.layers();
    double[] values =
        tensors.computeIfAbsent(name, its -> Packed.missing((1 + steps) * all.size()));
    values[pass * all.size() + all.indexOf(layer)] = logarithm;
  }

  /** Says that it is a mean over so many networks of a square alone. */
  public void ofOnly(int some) {
    networks = some;
  }

  /** What its profiles go over. */
  Profile over() {
    return places.over();
  }

  /** Adds histograms, on layers and steps of their own. */
  public void add(Histograms all) {
    histograms = all;
  }

  /** Sets theory's log10 of the ratio of delta_rms, at a place, to the output layer's. */
  public void setTheory(int place, double logarithm) {
    theory[places.of(Metric.DELTA_RMS).indexOf(place)] = logarithm;
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
    packed.put("layers", places.layers());
    packed.put("fitted", places.fitted());
    packed.put("theory", Packed.of(theory));
    passes.forEach((metric, values) -> packed.put(name(metric), Packed.of(values)));
    curves.forEach((curve, values) -> packed.put(name(curve), Packed.of(values)));
    if (histograms != null) {
      packed.put("histograms", histograms.packed());
    }
    if (places.over() != Profile.LAYERS) {
      packed.put("over", SlopeUnit.name(places.over()));
    }
    if (places.over() == Profile.TIME_STEPS) {
      packed.put("timeSteps", places.timeSteps());
      packed.put(
          "timed", passes.keySet().stream().filter(Metric::timed).map(Series::name).toList());
      packed.put("output", Packed.of(output));
    }
    if (!tensor.isEmpty()) {
      packed.put("tensor", tensor);
    }
    if (tensors.size() > 1) {
      packed.put("tensors", List.copyOf(tensors.keySet()));
      packed.put("tensorGradients", tensors.values().stream().map(Packed::of).toList());
    }
    if (networks > 0) {
      packed.put("networks", networks);
    }
    return packed;
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
