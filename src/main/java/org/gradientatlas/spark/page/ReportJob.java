package org.gradientatlas.spark.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.gradientatlas.report.page.MapCell;
import org.gradientatlas.report.page.Page;
import org.gradientatlas.report.page.Report;
import org.gradientatlas.report.page.Report.Claimed;
import org.gradientatlas.report.page.Sampling;
import org.gradientatlas.spark.stored.Meanwhile;
import org.gradientatlas.table.file.RowCursor;
import org.gradientatlas.table.output.Beginning;
import org.gradientatlas.table.output.DamagedOutputException;
import org.gradientatlas.table.output.Examination;
import org.gradientatlas.table.output.Manifest;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.output.Waves;
import org.gradientatlas.table.schema.ColumnNames;
import org.gradientatlas.table.schema.DiagnosisTables;
import org.gradientatlas.table.schema.Table;
import org.gradientatlas.table.schema.Tables;
import org.jspecify.annotations.Nullable;

/** Writes the results of a study as a single HTML page, from its stored rows alone. */
public final class ReportJob {
  private final Configuration hadoop;
  private final StudyDirectory directory;
  private final Derived derived;
  private @Nullable List<Manifest> waves;

  /** Where the tables come from that are derived from the rows of trials. */
  @FunctionalInterface
  public interface Derived {
    /** The files of a table; none if it has not been derived. */
    List<String> of(Table<?> table) throws IOException;

    /** The same, as Hadoop names them. */
    default List<Path> files(Table<?> table) throws IOException {
      return of(table).stream().map(Path::new).toList();
    }
  }

  /**
   * @param directory of a study's tables, on any file system that Hadoop knows
   */
  public ReportJob(Configuration hadoop, String directory) {
    this.hadoop = hadoop;
    this.directory = StudyDirectory.at(directory, hadoop);
    this.derived = this.directory::derivedFiles;
  }

  /**
   * A report of some waves, for which nothing is written.
   *
   * @param derived the tables derived from them
   */
  public ReportJob(
      StudyDirectory directory, List<Manifest> waves, Derived derived, Configuration hadoop) {
    this.hadoop = hadoop;
    this.directory = directory;
    this.waves = waves;
    this.derived = derived;
  }

  /**
   * Writes the page.
   *
   * @throws IOException if the directory cannot be read or written
   */
  public ReportResult run() throws IOException {
    try {
      return Examination.reading(directory, this::write);
    } catch (DamagedOutputException e) {
      return new ReportResult.Conflict(String.valueOf(e.getMessage()));
    }
  }

  private ReportResult write() throws IOException {
    String missing = missing();
    if (!missing.isEmpty()) {
      return new ReportResult.Refused(missing);
    }
    ReportedTrials trials =
        directory.has(Tables.TRIALS) ? trials() : new ReportedTrials(List.of(), Map.of());
    String late = late(trials);
    return late.isEmpty()
        ? new ReportResult.Done(directory.writeReport(Page.of(report(trials))))
        : new ReportResult.Refused(late);
  }

  /**
   * What is missing for a report; empty if nothing is.
   *
   * @throws IOException if the directory cannot be read
   */
  public String missing() throws IOException {
    if (!directory.obstacle().isEmpty()) {
      return directory.obstacle();
    }
    boolean empty = !directory.has(Tables.TRIALS);
    if (empty && (directory.readStudy() == null || !Beginning.of(directory).isEmpty())) {
      return Beginning.whyNoTrials(directory);
    }
    for (Table<?> table : DiagnosisTables.ALL) {
      if (!empty && !directory.has(table)) {
        return "%s has no table %s yet: run jobs/summarize %s first."
            .formatted(directory.root(), table.name(), directory.root());
      }
    }
    return "";
  }

  /** Which trials no summary has seen; empty if all have a diagnosis. */
  public String late(ReportedTrials trials) {
    long undiagnosed = trials.all().stream().filter(trial -> trial.diagnosis() == null).count();
    return undiagnosed == 0
        ? ""
        : "%d of %d trials in %s came after its last summary: run jobs/summarize %s again."
            .formatted(undiagnosed, trials.all().size(), directory.root(), directory.root());
  }

  /**
   * All that the page shows.
   *
   * @param trials as {@link #trials()} gives them
   */
  public Report report(ReportedTrials trials) throws IOException {
    String stored = directory.readStudy();
    String resolved = stored == null ? "" : stored;
    if (trials.isEmpty()) {
      return Report.empty(directory.root().getName(), resolved);
    }
    var cells = new ReportCells(trials.all());
    if (!CellBlocks.areNeeded(cells)) {
      ReportSeries.Numbers numbers = series(cells.trials()).read(ReportSeries.Detail.ALL);
      return report(cells, numbers.clips(), trials, resolved)
          .with(numbers.sampling(), numbers.series());
    }
    var blocks = new CellBlocks(cells);
    Map<List<Integer>, List<ReportedTrial>> ofBlocks = blocks.trials();
    ReportSeries series = series(List.copyOf(ofBlocks.values()));
    var reading = Meanwhile.of(() -> series.read(ReportSeries.Detail.LEAST));
    Report whole = report(cells, Map.of(), trials, resolved);
    ReportSeries.Numbers numbers = reading.get();
    return whole
        .inBlocks(blocks.note(), blocks.axes(), cells(ofBlocks, numbers.clips()))
        .with(numbers.sampling(), numbers.series());
  }

  private ReportSeries series(List<List<ReportedTrial>> trials) throws IOException {
    return new ReportSeries(directory, waves(), hadoop, trials);
  }

  private static List<MapCell> cells(
      Map<List<Integer>, List<ReportedTrial>> blocks, Map<Integer, MapCell.Clip> clips) {
    var cells = new ArrayList<MapCell>();
    blocks.forEach(
        (place, its) ->
            cells.add(
                CellNumbers.of(place, its, clips.getOrDefault(cells.size(), MapCell.Clip.NONE))));
    return cells;
  }

  /** All but what is read of steps and layers. */
  private Report report(
      ReportCells cells, Map<Integer, MapCell.Clip> clips, ReportedTrials trials, String resolved)
      throws IOException {
    return new Report(
        trials.all().get(0).cell().text(ColumnNames.STUDY),
        cells.axes(),
        cells.fixed(),
        cells.cells(clips),
        new Sampling(List.of(), 0),
        List.of(),
        new ReportChanges(cells).read(derived.files(DiagnosisTables.CONTRASTS), hadoop),
        claims(),
        trials.provenance(),
        resolved);
  }

  /** All trials with their diagnoses, in grid order. */
  public ReportedTrials trials() throws IOException {
    return ReportedTrials.read(directory, waves(), derived, hadoop);
  }

  /** The same for all tables, although a run may commit more. */
  private List<Manifest> waves() throws IOException {
    if (waves == null) {
      waves = new Waves(directory).committed();
    }
    return waves;
  }

  private List<Claimed> claims() throws IOException {
    var claims = new ArrayList<Claimed>();
    List<Path> files = directory.derivedFiles(Tables.CLAIMS).stream().map(Path::new).toList();
    List<String> columns = List.of(Tables.CLAIMS.schema().fieldNames());
    try (var row = new RowCursor(files, hadoop, columns)) {
      while (row.next()) {
        String note = row.text(ColumnNames.NOTE);
        claims.add(
            new Claimed(
                row.word(ColumnNames.CLAIM),
                row.real(ColumnNames.PUBLISHED),
                row.real(ColumnNames.AT_LEAST),
                row.real(ColumnNames.AT_MOST),
                row.real(ColumnNames.MEASURED),
                row.column(ColumnNames.AGREES).flag(),
                note == null ? "" : note));
      }
    }
    return claims;
  }
}
