package org.gradientatlas.spark.page;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.gradientatlas.report.page.Histograms;
import org.gradientatlas.report.page.MapCell;
import org.gradientatlas.report.page.Sampling;
import org.gradientatlas.report.page.Series;
import org.gradientatlas.report.page.Series.Curve;
import org.gradientatlas.report.page.Series.Metric;
import org.gradientatlas.spark.stored.Mean;
import org.gradientatlas.table.file.ColumnCursor;
import org.gradientatlas.table.schema.ColumnNames;

/** What the rows of steps and layers of one square add up to. */
final class SquareSums {
  static final String HISTOGRAM = "grad_log2_histogram";

  /** Columns of steps to read. */
  static final List<String> STEP =
      List.of(
          ColumnNames.STEP,
          ColumnNames.LOSS,
          ColumnNames.GRAD_L2,
          ColumnNames.GRAD_L2_CLIPPED,
          ColumnNames.CLIP_KIND,
          ColumnNames.CLIP_FRACTION,
          ColumnNames.CLIP_COSINE);

  /** Columns of layers to read, besides metrics and histograms. */
  static final List<String> LAYER =
      List.of(
          ColumnNames.WORKER,
          ColumnNames.PHASE,
          ColumnNames.STEP,
          ColumnNames.LAYER,
          ColumnNames.THEORY_LOG10_DELTA_RMS_RATIO);

  private static final String PROBE = "probe";

  /** In the order of their means. */
  private static final List<Curve> CURVES =
      List.of(Curve.LOSS, Curve.GRAD_L2, Curve.GRAD_L2_CLIPPED);

  private final Sampling sampling;
  private final Sampling sampledHistograms;
  private final List<Metric> metrics;
  private final List<Integer> layers;
  private final List<Integer> layersOfHistograms;
  private final Mean[] clips = means(4);
  private final Map<Integer, Mean[]> curves = new HashMap<>();

  /** By pass and layer: each metric, and theory. */
  private final Map<Place, Mean[]> profiles = new LinkedHashMap<>();

  private final Map<Place, long[]> histograms = new TreeMap<>(Place.ORDER);

  /** A layer in a pass: -1 for the probe, or a step. */
  private record Place(int pass, int layer) {
    static final java.util.Comparator<Place> ORDER =
        java.util.Comparator.comparingInt(Place::pass).thenComparingInt(Place::layer);
  }

  SquareSums(Sampling sampling, Sampling histograms, Set<Metric> metrics, int depth) {
    this.sampling = sampling;
    this.sampledHistograms = histograms;
    this.metrics = List.copyOf(metrics);
    this.layers = sampling.layers(depth);
    this.layersOfHistograms = histograms.mostLayers() == 0 ? List.of() : histograms.layers(depth);
  }

  private static Mean[] means(int count) {
    var means = new Mean[count];
    for (int i = 0; i < count; i++) {
      means[i] = new Mean();
    }
    return means;
  }

  /** Adds the row of steps that the columns of {@link #STEP} are at. */
  void addStep(ColumnCursor[] row) {
    double norm = row[2].real();
    double clipped = row[3].real();
    if (!row[4].word().equals("none")) {
      double fraction = row[5].real();
      clips[0].add(fraction > 0 ? 1 : 0);
      clips[1].add(norm == 0 ? Double.NaN : clipped / norm);
      clips[2].add(fraction);
      clips[3].add(row[6].real());
    }
    int step = sampling.steps().indexOf(row[0].count());
    if (step >= 0) {
      Mean[] curve = curves.computeIfAbsent(step, index -> means(CURVES.size()));
      curve[0].addLog(row[1].real());
      curve[1].addLog(norm);
      curve[2].addLog(clipped);
    }
  }

  /**
   * Adds the row of layers that some columns are at: those of {@link #LAYER}, the metrics and, if
   * there are histograms, theirs.
   */
  void addLayer(ColumnCursor[] row) {
    if (!row[0].isNull()) {
      return; // of a single worker
    }
    boolean probe = row[1].word().equals(PROBE);
    int pass = probe ? -1 : row[2].count();
    int layer = row[3].count();
    if ((probe || sampling.steps().contains(pass)) && layers.contains(layer)) {
      Mean[] its =
          profiles.computeIfAbsent(new Place(pass, layer), at -> means(metrics.size() + 1));
      for (int i = 0; i < metrics.size(); i++) {
        double value = row[LAYER.size() + i].real();
        if (metrics.get(i).logarithmic()) {
          its[i].addLog(value);
        } else {
          its[i].add(value);
        }
      }
      its[metrics.size()].add(row[4].real());
    }
    if ((probe || sampledHistograms.steps().contains(pass)) && layersOfHistograms.contains(layer)) {
      long[] counts = row[row.length - 1].counts();
      if (counts != null) {
        histograms.merge(new Place(pass, layer), counts, SquareSums::sum);
      }
    }
  }

  /** Adds the sums over other rows of the square. */
  void add(SquareSums others) {
    add(clips, others.clips);
    others.curves.forEach(
        (step, its) -> add(curves.computeIfAbsent(step, index -> means(its.length)), its));
    others.profiles.forEach(
        (place, its) -> add(profiles.computeIfAbsent(place, at -> means(its.length)), its));
    others.histograms.forEach((place, its) -> histograms.merge(place, its, SquareSums::sum));
  }

  private static void add(Mean[] to, Mean[] more) {
    for (int i = 0; i < to.length; i++) {
      to[i].add(more[i]);
    }
  }

  private static long[] sum(long[] sum, long[] more) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += more[i];
    }
    return sum;
  }

  /** The effect of the clip rules; empty without one. */
  Optional<MapCell.Clip> clip() {
    return clips[0].count() == 0
        ? Optional.empty()
        : Optional.of(
            new MapCell.Clip(clips[0].mean(), clips[1].mean(), clips[2].mean(), clips[3].mean()));
  }

  Series series() {
    var series = new Series(layers, sampling.steps().size());
    curves.forEach(
        (step, means) -> {
          for (int i = 0; i < means.length; i++) {
            series.set(CURVES.get(i), step, means[i].mean());
          }
        });
    profiles.forEach((place, means) -> addProfile(series, place, means));
    if (!layersOfHistograms.isEmpty()) {
      var all = new Histograms(layersOfHistograms, sampledHistograms.steps());
      histograms.forEach((place, counts) -> all.set(place.pass(), place.layer(), counts));
      series.add(all);
    }
    return series;
  }

  private void addProfile(Series series, Place place, Mean[] means) {
    int pass = place.pass() < 0 ? 0 : 1 + sampling.steps().indexOf(place.pass());
    for (int i = 0; i < metrics.size(); i++) {
      series.set(metrics.get(i), pass, place.layer(), means[i].mean());
    }
    if (pass == 0) {
      series.setTheory(place.layer(), means[metrics.size()].mean());
    }
  }
}
