package org.gradientatlas.spark.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.gradientatlas.report.page.MapCell;
import org.gradientatlas.report.page.Sampling;
import org.gradientatlas.report.page.Series;
import org.gradientatlas.report.page.Series.Metric;
import org.gradientatlas.spark.stored.Meanwhile;
import org.gradientatlas.table.file.ColumnCursor;
import org.gradientatlas.table.file.RowCursor;
import org.gradientatlas.table.output.Manifest;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.schema.ColumnNames;
import org.gradientatlas.table.schema.Table;
import org.gradientatlas.table.schema.Tables;

/** The profiles over layers and curves over steps of squares of the map, from stored rows. */
final class ReportSeries {
  private final StudyDirectory directory;
  private final List<Manifest> waves;
  private final Configuration hadoop;

  /** The square of a trial, by its id. */
  private final Map<String, Square> squares;

  /** The number of hidden layers of each square's networks. */
  private final List<Integer> depths;

  /** How much is read of each layer. */
  enum Detail {
    /** All that a page can hold. */
    ALL,
    /** The first metrics, without histograms. */
    LEAST
  }

  /** Where a trial counts, and the step at which it diverged; -1 for none. */
  record Square(int index, int divergedStep) {}

  /**
   * @param trials of each square
   */
  ReportSeries(
      StudyDirectory directory,
      List<Manifest> waves,
      Configuration hadoop,
      List<List<ReportedTrial>> trials) {
    this.directory = directory;
    this.waves = waves;
    this.hadoop = hadoop;
    squares = new HashMap<>();
    depths = new ArrayList<>();
    for (List<ReportedTrial> its : trials) {
      int depth = middleDepth(its);
      for (ReportedTrial trial : its) {
        if (trial.cell().number(ColumnNames.DEPTH) == depth) {
          Integer step = trial.divergedStep();
          squares.put(trial.id(), new Square(depths.size(), step == null ? -1 : step));
        }
      }
      depths.add(depth);
    }
  }

  /** Only networks of one depth have a mean of each layer. */
  private static int middleDepth(List<ReportedTrial> trials) {
    int[] depths =
        trials.stream()
            .mapToInt(trial -> trial.cell().number(ColumnNames.DEPTH))
            .sorted()
            .toArray();
    return depths[depths.length / 2];
  }

  /** All that is read of steps and layers. */
  record Numbers(Sampling sampling, List<Series> series, Map<Integer, MapCell.Clip> clips) {}

  /**
   * Reads the tables.
   *
   * @param most what to read at most of each layer
   */
  Numbers read(Detail most) throws IOException {
    SortedSet<Integer> recorded = recorded();
    Map<Integer, Integer> cells = new TreeMap<>();
    depths.forEach(depth -> cells.merge(depth, 1, Integer::sum));
    Sampling sampling = Sampling.of(recorded, cells);
    Sampling histograms =
        most == Detail.ALL ? Sampling.ofHistograms(recorded, cells) : new Sampling(List.of(), 0);
    Set<Metric> metrics = most == Detail.ALL ? sampling.metrics(cells) : Metric.ALWAYS;
    IntFunction<SquareSums> none =
        square -> new SquareSums(sampling, histograms, metrics, depths.get(square));
    List<SquareSums> sums = IntStream.range(0, depths.size()).mapToObj(none).toList();
    add(Tables.STEPS, SquareSums.STEP, none, SquareSums::addStep, sums);
    var columns = new ArrayList<>(SquareSums.LAYER);
    metrics.forEach(metric -> columns.add(metric.column()));
    if (histograms.mostLayers() > 0) {
      columns.add(SquareSums.HISTOGRAM);
    }
    add(Tables.LAYERS, columns, none, SquareSums::addLayer, sums);
    var clips = new HashMap<Integer, MapCell.Clip>();
    var series = new ArrayList<Series>();
    for (SquareSums of : sums) {
      of.clip().ifPresent(clip -> clips.put(series.size(), clip));
      series.add(of.series());
    }
    return new Numbers(sampling, series, clips);
  }

  /** A trial also records the step at which it diverged, which has no counterpart in others. */
  private SortedSet<Integer> recorded() throws IOException {
    var recorded = new TreeSet<Integer>();
    each(
        files(Tables.STEPS),
        List.of(ColumnNames.STEP),
        (square, row) -> {
          int step = row[0].count();
          if (step != square.divergedStep()) {
            recorded.add(step);
          }
        });
    return recorded;
  }

  /**
   * Adds the rows of a table to sums. Files are read at the same time and added in their order, so
   * that sums are the same in every run.
   */
  private void add(
      Table<?> table,
      List<String> columns,
      IntFunction<SquareSums> none,
      BiConsumer<SquareSums, ColumnCursor[]> row,
      List<SquareSums> sums)
      throws IOException {
    ExecutorService readers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      var parts = new ArrayList<Meanwhile<Map<Integer, SquareSums>>>();
      for (Path file : files(table)) {
        parts.add(
            Meanwhile.of(
                () -> {
                  var part = new TreeMap<Integer, SquareSums>();
                  each(
                      List.of(file),
                      columns,
                      (square, values) ->
                          row.accept(part.computeIfAbsent(square.index(), none::apply), values));
                  return part;
                },
                readers));
      }
      for (Meanwhile<Map<Integer, SquareSums>> part : parts) {
        part.get().forEach((square, its) -> sums.get(square).add(its));
      }
    } finally {
      readers.shutdownNow();
    }
  }

  private List<Path> files(Table<?> table) {
    return directory.files(waves, table).stream().map(Path::new).toList();
  }

  /** Takes a row of a trial. */
  @FunctionalInterface
  private interface Row {
    void of(Square square, ColumnCursor[] row);
  }

  private void each(List<Path> files, List<String> columns, Row each) throws IOException {
    var names = new ArrayList<>(columns);
    names.add(ColumnNames.TRIAL_ID);
    String id = "";
    Square square = null;
    try (var rows = new RowCursor(files, hadoop, names)) {
      ColumnCursor[] row = columns.stream().map(rows::column).toArray(ColumnCursor[]::new);
      ColumnCursor trial = rows.column(ColumnNames.TRIAL_ID);
      while (rows.next()) {
        String now = trial.word();
        if (!now.equals(id)) {
          id = now;
          square = squares.get(id);
        }
        if (square != null) {
          each.of(square, row);
        }
      }
    }
  }
}
