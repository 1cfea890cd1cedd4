package org.gradientatlas.spark.page;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.log10;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.measure.MagnitudeHistogram;
import org.gradientatlas.report.page.Histograms;
import org.gradientatlas.report.page.MapCell;
import org.gradientatlas.report.page.Sampling;
import org.gradientatlas.report.page.Series;
import org.gradientatlas.report.page.Series.Curve;
import org.gradientatlas.report.page.Series.Metric;
import org.gradientatlas.spark.stored.TrialCell;
import org.gradientatlas.table.schema.ColumnNames;

/** The cells' profiles over layers and curves over steps, aggregated by Spark. */
final class ReportSeries {
  /** The column that says which cell a row belongs to. */
  static final String CELL = "cell";

  private static final String HISTOGRAM = "grad_log2_histogram";

  private final SparkSession spark;
  private final Dataset<Row> steps;
  private final Dataset<Row> layers;
  private final List<TrialCell> networks;

  /** The recorded steps, once they are known. */
  private final SortedSet<Integer> recorded = new TreeSet<>();

  /**
   * @param steps the table steps with the columns cell and diverged_step added
   * @param layers the table layers with the column cell added
   */
  ReportSeries(
      SparkSession spark, Dataset<Row> steps, Dataset<Row> layers, Iterable<TrialCell> networks) {
    this.spark = spark;
    this.steps = steps;
    this.layers = layers;
    this.networks = new ArrayList<>();
    networks.forEach(this.networks::add);
  }

  /** The effect of the clip rules, by cell. */
  Map<Integer, MapCell.Clip> clips() {
    Column bound = when(col(ColumnNames.CLIP_FRACTION).gt(0), 1.0).otherwise(0.0);
    Column kept = col(ColumnNames.GRAD_L2_CLIPPED).divide(col(ColumnNames.GRAD_L2));
    var clips = new HashMap<Integer, MapCell.Clip>();
    steps
        .where(col(ColumnNames.CLIP_KIND).notEqual("none"))
        .groupBy(CELL)
        .agg(avg(bound), avg(kept), avg(ColumnNames.CLIP_FRACTION), avg(ColumnNames.CLIP_COSINE))
        .collectAsList()
        .forEach(
            row ->
                clips.put(
                    row.getInt(0),
                    new MapCell.Clip(real(row, 1), real(row, 2), real(row, 3), real(row, 4))));
    return clips;
  }

  /** The steps and layers to show. */
  Sampling sampling() {
    return Sampling.of(recorded(), depths());
  }

  private SortedSet<Integer> recorded() {
    if (!recorded.isEmpty()) {
      return recorded;
    }
    // A trial also records the step at which it diverged, which has no numbers and no counterpart.
    steps
        .where(not(col(ColumnNames.STEP).eqNullSafe(col(ColumnNames.DIVERGED_STEP))))
        .select(ColumnNames.STEP)
        .distinct()
        .collectAsList()
        .forEach(row -> recorded.add(row.getInt(0)));
    return recorded;
  }

  /** Number of cells by depth. */
  private Map<Integer, Integer> depths() {
    var depths = new TreeMap<Integer, Integer>();
    networks.forEach(network -> depths.merge(network.number(ColumnNames.DEPTH), 1, Integer::sum));
    return depths;
  }

  /** One series per cell, in cell order. */
  List<Series> of(Sampling sampling) {
    var all = new ArrayList<Series>();
    for (TrialCell network : networks) {
      List<Integer> shown = sampling.layers(network.number(ColumnNames.DEPTH));
      all.add(new Series(shown, sampling.steps().size()));
    }
    curves(sampling).forEach(row -> addCurves(all.get(row.getInt(0)), row, sampling));
    List<Metric> metrics = List.copyOf(sampling.metrics(depths()));
    profiles(sampling, metrics)
        .forEach(row -> addLayer(all.get(row.getInt(0)), row, sampling, metrics));
    addHistograms(all, Sampling.ofHistograms(recorded(), depths()));
    return all;
  }

  private List<Row> curves(Sampling sampling) {
    return steps
        .where(col(ColumnNames.STEP).isin(sampling.steps().toArray()))
        .groupBy(CELL, ColumnNames.STEP)
        .agg(
            avg(log10(ColumnNames.LOSS)),
            avg(log10(ColumnNames.GRAD_L2)),
            avg(log10(ColumnNames.GRAD_L2_CLIPPED)))
        .collectAsList();
  }

  private static void addCurves(Series series, Row row, Sampling sampling) {
    int step = sampling.steps().indexOf(row.getInt(1));
    series.set(Curve.LOSS, step, real(row, 2));
    series.set(Curve.GRAD_L2, step, real(row, 3));
    series.set(Curve.GRAD_L2_CLIPPED, step, real(row, 4));
  }

  private List<Row> profiles(Sampling sampling, List<Metric> metrics) {
    Column[] means = metrics.stream().map(ReportSeries::mean).toArray(Column[]::new);
    return shown(sampling)
        .groupBy(CELL, ShownPasses.PASS, ColumnNames.LAYER)
        .agg(avg(ColumnNames.THEORY_LOG10_DELTA_RMS_RATIO), means)
        .collectAsList();
  }

  private static Column mean(Metric metric) {
    Column value = col(metric.column());
    return avg(metric.logarithmic() ? log10(value) : value);
  }

  private Dataset<Row> shown(Sampling sampling) {
    var depths = new TreeSet<>(networks.stream().map(n -> n.number(ColumnNames.DEPTH)).toList());
    return new ShownPasses(spark, layers).of(sampling, depths);
  }

  private static void addLayer(Series series, Row row, Sampling sampling, List<Metric> metrics) {
    int step = row.getInt(1);
    int pass = step < 0 ? 0 : 1 + sampling.steps().indexOf(step);
    int layer = row.getInt(2);
    for (int i = 0; i < metrics.size(); i++) {
      series.set(metrics.get(i), pass, layer, real(row, 4 + i));
    }
    if (pass == 0) {
      series.setTheory(layer, real(row, 3));
    }
  }

  private void addHistograms(List<Series> all, Sampling sampling) {
    if (sampling.mostLayers() == 0) {
      return;
    }
    var ofCells = new ArrayList<Histograms>();
    for (TrialCell network : networks) {
      List<Integer> layersShown = sampling.layers(network.number(ColumnNames.DEPTH));
      ofCells.add(new Histograms(layersShown, sampling.steps()));
      all.get(ofCells.size() - 1).add(ofCells.get(ofCells.size() - 1));
    }
    for (Row row : histograms(sampling)) {
      long[] counts = row.<Long>getList(3).stream().mapToLong(Long::longValue).toArray();
      ofCells.get(row.getInt(0)).set(row.getInt(1), row.getInt(2), counts);
    }
  }

  /** Counts by bucket, added up over replicates. */
  private List<Row> histograms(Sampling sampling) {
    String sum =
        "aggregate(%s, array_repeat(0L, %d), (sum, one) -> zip_with(sum, one, (a, b) -> a + b))"
            .formatted(HISTOGRAM, MagnitudeHistogram.BUCKETS);
    return shown(sampling)
        .where(col(HISTOGRAM).isNotNull())
        .groupBy(CELL, ShownPasses.PASS, ColumnNames.LAYER)
        .agg(collect_list(HISTOGRAM).as(HISTOGRAM))
        .select(col(CELL), col(ShownPasses.PASS), col(ColumnNames.LAYER), expr(sum))
        .collectAsList();
  }

  private static double real(Row row, int column) {
    return row.isNullAt(column) ? Double.NaN : row.getDouble(column);
  }
}
