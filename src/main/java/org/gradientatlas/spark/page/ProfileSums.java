package org.gradientatlas.spark.page;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gradientatlas.axis.architecture.Architecture.Profile;
import org.gradientatlas.report.page.Histograms;
import org.gradientatlas.report.page.ProfilePlaces;
import org.gradientatlas.report.page.Sampling;
import org.gradientatlas.report.page.Series;
import org.gradientatlas.report.page.Series.Metric;
import org.gradientatlas.spark.stored.Mean;
import org.gradientatlas.table.file.ColumnCursor;

/**
 * What the rows of layers of one square add up to. Of a layer with several tensors the first row
 * counts, and each has its gradient; time steps count in the last recurrent layer.
 */
final class ProfileSums {
  private final Sampling sampling;
  private final Sampling sampledHistograms;
  private final LayerRowColumns columns;
  private final ProfilePlaces places;
  private final int depth;
  private final List<Integer> layersOfHistograms;

  /** By place: each metric, and theory. */
  private final Map<Place, Mean[]> profiles = new LinkedHashMap<>();

  /** By tensor, in the order of rows: the gradient by place. */
  private final Map<String, Map<Place, Mean>> tensors = new LinkedHashMap<>();

  private final Map<Place, long[]> histograms = new TreeMap<>(Place.ORDER);
  private String tensor = "";
  private int lastPass = Integer.MIN_VALUE;
  private int lastLayer;

  /** A layer, or a time step, in a pass: -1 for the probe, or a step. */
  private record Place(int pass, boolean timeStep, int at) {
    static final Comparator<Place> ORDER =
        Comparator.comparingInt(Place::pass).thenComparingInt(Place::at);
  }

  ProfileSums(
      Sampling sampling,
      Sampling histograms,
      LayerRowColumns columns,
      ProfilePlaces places,
      int depth) {
    this.sampling = sampling;
    this.sampledHistograms = histograms;
    this.columns = columns;
    this.places = places;
    this.depth = depth;
    this.layersOfHistograms = histograms.mostLayers() == 0 ? List.of() : histograms.layers(depth);
  }

  /** Adds the row that some columns are at; a trial's rows come in their stored order. */
  void add(ColumnCursor[] row) {
    if (columns.isOfWorker(row)) {
      return;
    }
    int pass = columns.pass(row);
    int layer = columns.layer(row);
    int timeStep = columns.timeStep(row);
    if (timeStep > 0) {
      if (layer == depth && places.timeSteps().contains(timeStep) && isShown(pass, sampling)) {
        addTo(new Place(pass, true, timeStep), row);
      }
    } else {
      addTensor(pass, layer, row);
      if (leads(pass, layer, row)) {
        addLayer(pass, layer, row);
      }
    }
  }

  private void addTensor(int pass, int layer, ColumnCursor[] row) {
    if (columns.gradients() && isShown(pass, sampling) && places.layers().contains(layer)) {
      tensors
          .computeIfAbsent(columns.tensor(row), name -> new LinkedHashMap<>())
          .computeIfAbsent(new Place(pass, false, layer), at -> new Mean())
          .addLog(columns.gradient(row));
    }
  }

  /** Whether it is the first row of its layer. */
  private boolean leads(int pass, int layer, ColumnCursor[] row) {
    if (columns.tensor(row).isEmpty()) {
      return true;
    }
    boolean first = pass != lastPass || layer != lastLayer;
    lastPass = pass;
    lastLayer = layer;
    return first;
  }

  private static boolean isShown(int pass, Sampling sampling) {
    return pass < 0 || sampling.steps().contains(pass);
  }

  private void addLayer(int pass, int layer, ColumnCursor[] row) {
    if (layer == depth) {
      tensor = columns.tensor(row);
    }
    if (isShown(pass, sampling) && places.layers().contains(layer)) {
      addTo(new Place(pass, false, layer), row);
    }
    if (layersOfHistograms.contains(layer) && isShown(pass, sampledHistograms)) {
      long[] counts = columns.histogram(row);
      if (counts != null) {
        histograms.merge(new Place(pass, false, layer), counts, ProfileSums::sum);
      }
    }
  }

  private void addTo(Place place, ColumnCursor[] row) {
    List<Metric> metrics = columns.metrics();
    Mean[] its = profiles.computeIfAbsent(place, at -> SquareSums.means(metrics.size() + 1));
    for (int i = 0; i < metrics.size(); i++) {
      double value = value(i, row);
      if (metrics.get(i).logarithmic()) {
        its[i].addLog(value);
      } else {
        its[i].add(value);
      }
    }
    its[metrics.size()].add(columns.theory(row));
  }

  /** Between blocks it is the stream that has a delta. */
  private double value(int metric, ColumnCursor[] row) {
    return columns.metrics().get(metric) == Metric.DELTA_RMS && places.over() == Profile.BLOCKS
        ? columns.streamDelta(row)
        : columns.metric(metric, row);
  }

  /** Adds the sums over other rows of the square. */
  void add(ProfileSums others) {
    others.profiles.forEach(
        (place, its) ->
            SquareSums.add(
                profiles.computeIfAbsent(place, at -> SquareSums.means(its.length)), its));
    others.histograms.forEach((place, its) -> histograms.merge(place, its, ProfileSums::sum));
    others.tensors.forEach(
        (name, its) -> {
          Map<Place, Mean> sums = tensors.computeIfAbsent(name, key -> new LinkedHashMap<>());
          its.forEach((place, mean) -> sums.computeIfAbsent(place, at -> new Mean()).add(mean));
        });
    tensor = others.tensor.isEmpty() ? tensor : others.tensor;
  }

  private static long[] sum(long[] sum, long[] more) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += more[i];
    }
    return sum;
  }

  /** Sets what is in series. */
  void addTo(Series series) {
    profiles.forEach((place, means) -> addProfile(series, place, means));
    tensors.forEach(
        (name, its) ->
            its.forEach(
                (place, mean) -> series.setTensor(name, passOf(place), place.at(), mean.mean())));
    if (!layersOfHistograms.isEmpty()) {
      var all = new Histograms(layersOfHistograms, sampledHistograms.steps());
      histograms.forEach((place, counts) -> all.set(place.pass(), place.at(), counts));
      series.add(all);
    }
    series.about(tensor);
  }

  private int passOf(Place place) {
    return place.pass() < 0 ? 0 : 1 + sampling.steps().indexOf(place.pass());
  }

  private void addProfile(Series series, Place place, Mean[] means) {
    List<Metric> metrics = columns.metrics();
    int pass = passOf(place);
    for (int i = 0; i < metrics.size(); i++) {
      Metric metric = metrics.get(i);
      if (places.areTimeSteps(metric) == place.timeStep()) {
        series.set(metric, pass, place.at(), means[i].mean());
      } else if (metric == Metric.DELTA_RMS && place.at() > depth) {
        series.setOutput(pass, means[i].mean());
      }
    }
    if (pass == 0 && places.areTimeSteps(Metric.DELTA_RMS) == place.timeStep()) {
      series.setTheory(place.at(), means[metrics.size()].mean());
    }
  }
}
