package org.gradientatlas.spark.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
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
import org.gradientatlas.axis.architecture.Architecture.Profile;
import org.gradientatlas.report.page.MapCell;
import org.gradientatlas.report.page.ProfilePlaces;
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
  /** Most have fewer; an LSTM has twelve. */
  private static final int TENSORS_OF_A_LAYER = 12;

  private final StudyDirectory directory;
  private final List<Manifest> waves;
  private final Configuration hadoop;

  /** The square of a trial, by its id. */
  private final Map<String, Square> squares;

  /** The networks of each square of which profiles are means. */
  private final List<AlikeNetworks> networks;

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
    networks = trials.stream().map(AlikeNetworks::among).toList();
    for (int index = 0; index < networks.size(); index++) {
      for (ReportedTrial trial : networks.get(index).trials()) {
        Integer step = trial.divergedStep();
        squares.put(trial.id(), new Square(index, step == null ? -1 : step));
      }
    }
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
    int[] timeSteps = timeSteps();
    Map<Integer, Integer> cells = new TreeMap<>();
    for (int square = 0; square < timeSteps.length; square++) {
      cells.merge(Math.max(networks.get(square).depth(), timeSteps[square] - 1), 1, Integer::sum);
    }
    Sampling sampling = Sampling.of(recorded, cells);
    Sampling histograms =
        most == Detail.ALL ? Sampling.ofHistograms(recorded, cells) : new Sampling(List.of(), 0);
    Set<Metric> there = has(Profile.BLOCKS) ? EnumSet.allOf(Metric.class) : Metric.OF_LAYERS;
    Set<Metric> metrics = most == Detail.ALL ? sampling.metrics(there, cells) : Metric.ALWAYS;
    boolean gradients =
        most == Detail.ALL
            && haveTensors()
            && sampling.holds(there.size() + TENSORS_OF_A_LAYER, cells);
    var columns =
        new LayerRowColumns(
            List.copyOf(metrics), haveTensors(), gradients, histograms.mostLayers() > 0);
    IntFunction<SquareSums> none =
        square -> {
          AlikeNetworks its = networks.get(square);
          var places =
              new ProfilePlaces(
                  its.over(), sampling.layers(its.depth()), sampling.timeSteps(timeSteps[square]));
          return new SquareSums(sampling, histograms, columns, places, its.depth());
        };
    List<SquareSums> sums = IntStream.range(0, networks.size()).mapToObj(none).toList();
    add(Tables.STEPS, SquareSums.STEP, none, SquareSums::addStep, sums);
    add(Tables.LAYERS, columns.names(), none, SquareSums::addLayer, sums);
    var clips = new HashMap<Integer, MapCell.Clip>();
    var series = new ArrayList<Series>();
    for (SquareSums of : sums) {
      of.clip().ifPresent(clip -> clips.put(series.size(), clip));
      Series its = of.series();
      AlikeNetworks alike = networks.get(series.size());
      if (alike.some()) {
        its.ofOnly(alike.trials().size());
      }
      series.add(its);
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
   * The number of time steps of each square's networks; 0 where profiles are over others, at least
   * 1 otherwise.
   */
  private int[] timeSteps() throws IOException {
    int[] last =
        networks.stream().mapToInt(of -> of.over() == Profile.TIME_STEPS ? 1 : 0).toArray();
    if (has(Profile.TIME_STEPS)) {
      each(
          files(Tables.LAYERS),
          List.of(ColumnNames.TIME_STEP),
          (square, row) -> last[square.index()] = Math.max(last[square.index()], row[0].count()));
    }
    return last;
  }

  private boolean has(Profile over) {
    return networks.stream().anyMatch(of -> of.over() == over);
  }

  private boolean haveTensors() {
    return networks.stream().anyMatch(AlikeNetworks::haveTensors);
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
