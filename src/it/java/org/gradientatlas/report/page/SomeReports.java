package org.gradientatlas.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.gradientatlas.diagnose.Mechanism;
import org.gradientatlas.diagnose.OutcomeVerdict;
import org.gradientatlas.diagnose.Rule;
import org.gradientatlas.measure.Interval;
import org.gradientatlas.measure.MagnitudeHistogram;

/** Reports of studies that nobody ran, whose numbers follow formulas. */
final class SomeReports {
  private static final int REPLICATES = 3;
  private static final Sampling STEPS = new Sampling(List.of(0, 1, 2, 4, 9), 128);
  private static final Interval UNKNOWN = Interval.of();

  private SomeReports() {}

  /** ReLU loses decades with depth; tanh does not. */
  static Report ordinary() {
    List<MapAxis> axes =
        List.of(
            MapAxis.of("depth", List.of("2", "8", "30")),
            MapAxis.of("initializer", List.of("xavier-normal", "he-normal")),
            MapAxis.of("activation", List.of("relu", "tanh")),
            MapAxis.of("clip", List.of("none", "value(0.5)")));
    return of("ordinary", axes, false);
  }

  /**
   * The ordinary one, whose tanh networks of depth 8 learn in part although their gradients are
   * healthy and did not record step 4, and whose unclipped ReLU networks of depth 2 diverged after
   * step 1. Of tanh networks of depth 2 the accuracies scatter so much that an interval passes 1.
   */
  static Report mixed() {
    Report ordinary = ordinary();
    var cells = new ArrayList<MapCell>();
    var series = new ArrayList<Series>();
    for (int i = 0; i < ordinary.cells().size(); i++) {
      MapCell cell = ordinary.cells().get(i);
      Map<String, String> values = ordinary.values(cell);
      String network = values.get("activation") + values.get("depth") + values.get("clip");
      boolean partly = network.startsWith("tanh8");
      boolean diverged = network.equals("relu2none");
      cells.add(
          partly
              ? with(cell, Mechanism.HEALTHY, OutcomeVerdict.PARTLY_LEARNING, 0.3, 0.4)
              : diverged
                  ? with(cell, Mechanism.NON_FINITE, OutcomeVerdict.DIVERGED)
                  : network.startsWith("tanh2")
                      ? with(cell, Mechanism.HEALTHY, OutcomeVerdict.LEARNED, 0.75, 0.99, 1)
                      : cell);
      Set<Integer> missing = partly ? Set.of(3) : diverged ? Set.of(2, 3, 4) : Set.of();
      series.add(
          missing.isEmpty()
              ? ordinary.series().get(i)
              : series(Integer.parseInt(values.get("depth")), 0.001, STEPS, missing));
    }
    return new Report(
        "mixed",
        ordinary.axes(),
        ordinary.fixed(),
        cells,
        STEPS,
        series,
        changes(cells),
        ordinary.claims(),
        ordinary.provenance(),
        ordinary.resolved());
  }

  private static MapCell with(
      MapCell cell, Mechanism mechanism, OutcomeVerdict verdict, double... accuracies) {
    return new MapCell(
        cell.values(),
        cell.example(),
        Map.of(new MappedOutcome(mechanism, verdict), REPLICATES),
        "",
        Map.of(),
        Interval.of(accuracies),
        accuracies.length == 0 ? UNKNOWN : cell.loss(),
        cell.r2(),
        cell.growth(),
        cell.slope(),
        cell.theory(),
        cell.clip());
  }

  /** Accuracies on many depths and on few, whose squares have different widths. */
  static Report uneven() {
    List<MapAxis> axes =
        List.of(
            MapAxis.of("depth", IntStream.rangeClosed(1, 40).mapToObj(String::valueOf).toList()),
            MapAxis.of("initializer", List.of("xavier-normal", "he-normal")));
    Report all = of("uneven", axes, false);
    List<Integer> kept =
        IntStream.range(0, all.cells().size())
            .filter(
                i -> {
                  List<Integer> values = all.cells().get(i).values();
                  return values.get(1) == 0 || values.get(0) % 13 == 0;
                })
            .boxed()
            .toList();
    List<MapCell> cells = kept.stream().map(all.cells()::get).toList();
    return new Report(
        "uneven",
        axes,
        all.fixed(),
        cells,
        STEPS,
        kept.stream().map(all.series()::get).toList(),
        changes(cells),
        all.claims(),
        all.provenance(),
        all.resolved());
  }

  /** Numbers are predicted: R2 is 0.8 where accuracy would be 0.9. */
  static Report regression() {
    Report classes =
        of(
            "regression",
            List.of(
                MapAxis.of("depth", List.of("2", "30")),
                MapAxis.of("initializer", List.of("xavier-normal", "he-normal"))),
            false);
    List<MapCell> cells =
        classes.cells().stream()
            .map(
                cell ->
                    new MapCell(
                        cell.values(),
                        cell.example(),
                        cell.outcomes(),
                        cell.rule(),
                        cell.warnings(),
                        UNKNOWN,
                        cell.loss(),
                        Interval.of(cell.accuracy().mean() - 0.1, cell.accuracy().mean() - 0.1),
                        cell.growth(),
                        cell.slope(),
                        cell.theory(),
                        cell.clip()))
            .toList();
    return new Report(
        "regression",
        classes.axes(),
        classes.fixed(),
        cells,
        STEPS,
        classes.series(),
        classes.changes(),
        classes.claims(),
        classes.provenance(),
        classes.resolved());
  }

  /** Probes alone, without any training. */
  static Report probed() {
    Sampling none = new Sampling(List.of(), 128);
    List<MapAxis> axes =
        List.of(
            MapAxis.of("depth", List.of("2", "30")),
            MapAxis.of("initializer", List.of("xavier-normal", "he-normal")));
    Report all = of("probed", axes, false, none, none);
    List<MapCell> cells =
        all.cells().stream()
            .map(
                cell ->
                    with(
                        cell,
                        cell.mechanisms().keySet().iterator().next(),
                        OutcomeVerdict.NOT_EVALUABLE))
            .toList();
    return new Report(
        "probed",
        axes,
        all.fixed(),
        cells,
        none,
        all.series(),
        changes(cells),
        List.of(),
        all.provenance(),
        all.resolved());
  }

  /** All learned, but of so many cells no gradient is known. */
  static Report unknown(int unknown) {
    Report all = of("unknown", List.of(MapAxis.of("depth", List.of("2", "4", "8"))), false);
    var cells = new ArrayList<>(all.cells());
    for (int i = 0; i < unknown; i++) {
      cells.set(i, with(cells.get(i), Mechanism.NOT_EVALUABLE, OutcomeVerdict.LEARNED, 0.9));
    }
    return new Report(
        "unknown",
        all.axes(),
        all.fixed(),
        cells,
        STEPS,
        all.series(),
        changes(cells),
        List.of(),
        all.provenance(),
        all.resolved());
  }

  /** Every network diverged. */
  static Report diverged() {
    return of("diverged", List.of(MapAxis.of("depth", List.of("2", "8"))), true);
  }

  /** One network alone. */
  static Report single() {
    return of("single", List.of(), false);
  }

  /** The one network alone, with gates. */
  static Report gated() {
    Report single = single();
    MapCell cell = single.cells().get(0);
    return new Report(
        "gated",
        single.axes(),
        single.fixed(),
        List.of(
            new MapCell(
                cell.values(),
                cell.example(),
                cell.outcomes(),
                cell.rule(),
                cell.warnings(),
                cell.accuracy(),
                cell.loss(),
                cell.r2(),
                cell.growth(),
                cell.slope(),
                new MapCell.Theory(
                    Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 20.6, 0, 0),
                cell.clip())),
        single.sampling(),
        single.series(),
        single.changes(),
        single.claims(),
        single.provenance(),
        single.resolved());
  }

  /** 3,375 cells, whose profiles and histograms a page holds in part. */
  static Report large() {
    List<MapAxis> axes =
        List.of(
            MapAxis.of("depth", List.of("8", "16", "24", "32", "40")),
            MapAxis.of("width", List.of("8", "12", "16")),
            MapAxis.of("initializer", List.of("a", "b", "c", "d", "e")),
            MapAxis.of("activation", List.of("relu", "tanh", "gelu", "selu", "elu")),
            MapAxis.of("clip", List.of("none", "value(0.5)", "norm(1)")),
            MapAxis.of("learning_rate", List.of("0.001", "0.01", "0.1")));
    Map<Integer, Integer> depths = Map.of(8, 675, 16, 675, 24, 675, 32, 675, 40, 675);
    var recorded = new TreeSet<>(List.of(0, 1, 2, 4, 8, 16, 23));
    return of(
        "large",
        axes,
        false,
        Sampling.of(recorded, depths),
        Sampling.ofHistograms(recorded, depths));
  }

  /** Nothing was trained. */
  static Report empty() {
    return Report.empty("empty", "study { name = empty }");
  }

  /** Names that would like to be more than text. */
  static Report hostile(String name) {
    List<MapAxis> axes =
        List.of(
            MapAxis.of("depth", List.of("2", "8")),
            MapAxis.of(name, List.of("plain", name)),
            MapAxis.of("activation", List.of("relu", name + name)));
    return of(name, axes, false);
  }

  private static Report of(String study, List<MapAxis> axes, boolean diverged) {
    return of(study, axes, diverged, STEPS, STEPS);
  }

  private static Report of(
      String study, List<MapAxis> axes, boolean diverged, Sampling sampling, Sampling histograms) {
    var cells = new ArrayList<MapCell>();
    var series = new ArrayList<Series>();
    for (List<Integer> values : product(axes)) {
      int depth = number(axes, values, "depth", 4);
      boolean vanishing = depth > 20 && is(axes, values, "initializer", 0);
      boolean clipped = is(axes, values, "clip", 1);
      cells.add(cell(values, cells.size(), depth, vanishing, clipped, diverged));
      series.add(series(depth, vanishing ? -0.15 : 0.001, sampling));
      series.get(series.size() - 1).add(histograms(depth, histograms));
    }
    return new Report(
        study,
        axes,
        Map.of("width", "64"),
        cells,
        sampling,
        series,
        changes(cells),
        List.of(new Report.Claimed(study + " learns", 1, 0.5, Double.NaN, 0.75, true, "a note")),
        Map.of("Hosts", study),
        "study { name = \"" + study + "\" }");
  }

  private static List<List<Integer>> product(List<MapAxis> axes) {
    List<List<Integer>> all = List.of(List.of());
    for (MapAxis axis : axes) {
      all =
          all.stream()
              .flatMap(
                  head ->
                      IntStream.range(0, axis.values().size())
                          .mapToObj(
                              value -> {
                                var longer = new ArrayList<>(head);
                                longer.add(value);
                                return List.copyOf(longer);
                              }))
              .toList();
    }
    return all;
  }

  private static int number(List<MapAxis> axes, List<Integer> values, String name, int otherwise) {
    for (int i = 0; i < axes.size(); i++) {
      if (axes.get(i).name().equals(name)) {
        return Integer.parseInt(axes.get(i).values().get(values.get(i)));
      }
    }
    return otherwise;
  }

  private static boolean is(List<MapAxis> axes, List<Integer> values, String name, int value) {
    return IntStream.range(0, axes.size())
        .anyMatch(i -> axes.get(i).name().equals(name) && values.get(i) == value);
  }

  private static MapCell cell(
      List<Integer> values,
      int index,
      int depth,
      boolean vanishing,
      boolean clipped,
      boolean diverged) {
    double slope = vanishing ? -0.15 : 0.001;
    Mechanism mechanism =
        diverged ? Mechanism.NON_FINITE : vanishing ? Mechanism.VANISHING : Mechanism.HEALTHY;
    OutcomeVerdict verdict =
        diverged
            ? OutcomeVerdict.DIVERGED
            : vanishing ? OutcomeVerdict.NOT_LEARNING : OutcomeVerdict.LEARNED;
    double accuracy = vanishing ? 0.1 : 0.9;
    return new MapCell(
        values,
        "trial-" + index,
        Map.of(new MappedOutcome(mechanism, verdict), REPLICATES),
        vanishing ? "VANISHING_SLOPE" : "",
        vanishing ? Map.of(Rule.UNCHANGED, REPLICATES) : Map.of(),
        diverged ? UNKNOWN : Interval.of(accuracy, accuracy + 0.02, accuracy - 0.02),
        diverged ? UNKNOWN : Interval.of(2.3, 2.2, 2.4),
        UNKNOWN,
        diverged ? UNKNOWN : Interval.of(slope * (depth - 1)),
        diverged ? UNKNOWN : Interval.of(slope, slope + 0.001),
        new MapCell.Theory(
            slope, 0.01, slope * (depth - 1), 0.5, 3.6, Double.NaN, REPLICATES, REPLICATES),
        clipped ? new MapCell.Clip(0.4, 0.8, 0.1, 0.95) : MapCell.Clip.NONE);
  }

  private static Series series(int depth, double slope, Sampling sampling) {
    return series(depth, slope, sampling, Set.of());
  }

  /**
   * @param missing indices of steps that it has no numbers of
   */
  private static Series series(int depth, double slope, Sampling sampling, Set<Integer> missing) {
    var series = new Series(sampling.layers(depth), sampling.steps().size());
    for (int layer : sampling.layers(depth)) {
      for (int pass = 0; pass <= sampling.steps().size(); pass++) {
        if (missing.contains(pass - 1)) {
          continue;
        }
        series.set(Series.Metric.DELTA_RMS, pass, layer, slope * (depth + 1 - layer) - 0.1 * pass);
        series.set(Series.Metric.GRAD_W_L2, pass, layer, -2);
        series.set(Series.Metric.ACT_SD, pass, layer, slope * layer);
        if (sampling.equals(STEPS)) {
          series.set(Series.Metric.DEAD_UNIT_FRACTION, pass, layer, 0.01 * layer);
        }
      }
      series.setTheory(layer, slope * (depth + 1 - layer));
    }
    for (int step = 0; step < sampling.steps().size(); step++) {
      if (missing.contains(step)) {
        continue;
      }
      series.set(Series.Curve.LOSS, step, 0.3 - 0.05 * step);
      series.set(Series.Curve.GRAD_L2, step, 0.1 * step);
      series.set(Series.Curve.GRAD_L2_CLIPPED, step, 0);
    }
    return series;
  }

  /** Entries around 2^-20 in the first layer, and twice as large in every second one after it. */
  private static Histograms histograms(int depth, Sampling sampling) {
    var histograms = new Histograms(sampling.layers(depth), sampling.steps());
    for (int layer : sampling.layers(depth)) {
      long[] counts = new long[MagnitudeHistogram.BUCKETS];
      int middle = MagnitudeHistogram.bucket(Math.scalb(1.0, layer / 2 - 20));
      counts[middle - 1] = 20;
      counts[middle] = 60;
      counts[middle + 1] = 20;
      histograms.set(-1, layer, counts);
      sampling.steps().forEach(step -> histograms.set(step, layer, counts));
    }
    return histograms;
  }

  /** Between cells whose indices differ in one axis alone. */
  private static List<AxisChange> changes(List<MapCell> cells) {
    var changes = new ArrayList<AxisChange>();
    for (int from = 0; from < cells.size(); from++) {
      for (int to = from + 1; to < cells.size(); to++) {
        List<Integer> a = cells.get(from).values();
        List<Integer> b = cells.get(to).values();
        List<Integer> differ =
            IntStream.range(0, a.size()).filter(i -> !a.get(i).equals(b.get(i))).boxed().toList();
        if (differ.size() == 1) {
          double accuracy = cells.get(to).accuracy().mean() - cells.get(from).accuracy().mean();
          changes.add(
              new AxisChange(
                  differ.get(0),
                  from,
                  to,
                  Interval.of(accuracy, accuracy + 0.01),
                  UNKNOWN,
                  Interval.of(0.1)));
        }
      }
    }
    return changes;
  }
}
