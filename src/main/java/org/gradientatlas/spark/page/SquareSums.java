package org.gradientatlas.spark.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradientatlas.report.page.MapCell;
import org.gradientatlas.report.page.ProfilePlaces;
import org.gradientatlas.report.page.Sampling;
import org.gradientatlas.report.page.Series;
import org.gradientatlas.report.page.Series.Curve;
import org.gradientatlas.spark.stored.Mean;
import org.gradientatlas.table.file.ColumnCursor;
import org.gradientatlas.table.schema.ColumnNames;

/** What the rows of steps and layers of one square add up to. */
final class SquareSums {
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

  /** In the order of their means. */
  private static final List<Curve> CURVES =
      List.of(Curve.LOSS, Curve.GRAD_L2, Curve.GRAD_L2_CLIPPED);

  private final Sampling sampling;
  private final ProfilePlaces places;
  private final ProfileSums profiles;
  private final Mean[] clips = means(4);
  private final Map<Integer, Mean[]> curves = new HashMap<>();

  /**
   * @param depth of its networks
   */
  SquareSums(
      Sampling sampling,
      Sampling histograms,
      LayerRowColumns columns,
      ProfilePlaces places,
      int depth) {
    this.sampling = sampling;
    this.places = places;
    this.profiles = new ProfileSums(sampling, histograms, columns, places, depth);
  }

  static Mean[] means(int count) {
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

  /** Adds the row of layers that some columns are at. */
  void addLayer(ColumnCursor[] row) {
    profiles.add(row);
  }

  /** Adds the sums over other rows of the square. */
  void add(SquareSums others) {
    add(clips, others.clips);
    others.curves.forEach(
        (step, its) -> add(curves.computeIfAbsent(step, index -> means(its.length)), its));
    profiles.add(others.profiles);
  }

  static void add(Mean[] to, Mean[] more) {
    for (int i = 0; i < to.length; i++) {
      to[i].add(more[i]);
    }
  }

  /** The effect of the clip rules; empty without one. */
  Optional<MapCell.Clip> clip() {
    return clips[0].count() == 0
        ? Optional.empty()
        : Optional.of(
            new MapCell.Clip(clips[0].mean(), clips[1].mean(), clips[2].mean(), clips[3].mean()));
  }

  Series series() {
    var series = new Series(places, sampling.steps().size());
    curves.forEach(
        (step, means) -> {
          for (int i = 0; i < means.length; i++) {
            series.set(CURVES.get(i), step, means[i].mean());
          }
        });
    profiles.addTo(series);
    return series;
  }
}
