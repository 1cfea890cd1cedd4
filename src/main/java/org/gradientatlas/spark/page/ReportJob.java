package org.gradientatlas.spark.page;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.struct;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.gradientatlas.report.page.Page;
import org.gradientatlas.report.page.Report;
import org.gradientatlas.report.page.Report.Claimed;
import org.gradientatlas.report.page.Sampling;
import org.gradientatlas.spark.stored.NamedRow;
import org.gradientatlas.spark.stored.StoredRows;
import org.gradientatlas.spark.stored.TrialCell;
import org.gradientatlas.table.file.ExactFiles;
import org.gradientatlas.table.output.Beginning;
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
  private static final String[] TRIAL = {ColumnNames.TRIAL_ID};

  private final SparkSession spark;
  private final StudyDirectory directory;
  private final Derived derived;
  private @Nullable List<Manifest> waves;

  /** Where the tables come from that are derived from the rows of trials. */
  @FunctionalInterface
  public interface Derived {
    /** The rows of a table; none if it has not been derived. */
    Dataset<Row> table(Table<?> table) throws IOException;
  }

  /**
   * @param directory of a study's tables, on any file system that Hadoop knows
   */
  public ReportJob(SparkSession spark, String directory) {
    this(spark, StudyDirectory.at(directory, spark.sparkContext().hadoopConfiguration()));
  }

  private ReportJob(SparkSession spark, StudyDirectory directory) {
    this.spark = spark;
    this.directory = directory;
    this.derived =
        table -> ExactFiles.parquet(spark, table.schema(), directory.derivedFiles(table));
  }

  /**
   * A report of some waves, for which nothing is written.
   *
   * @param derived the tables derived from them
   */
  public ReportJob(
      SparkSession spark, StudyDirectory directory, List<Manifest> waves, Derived derived) {
    this.spark = spark;
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
    String missing = missing();
    if (!missing.isEmpty()) {
      return new ReportResult.Refused(missing);
    }
    List<NamedRow> trials = directory.has(Tables.TRIALS) ? trials() : List.of();
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
  public String late(List<NamedRow> trials) {
    long undiagnosed =
        trials.stream().filter(row -> row.value(ColumnNames.MECHANISM) == null).count();
    return undiagnosed == 0
        ? ""
        : "%d of %d trials in %s came after its last summary: run jobs/summarize %s again."
            .formatted(undiagnosed, trials.size(), directory.root(), directory.root());
  }

  /**
   * All that the page shows.
   *
   * @param trials as {@link #trials()} gives them
   */
  public Report report(List<NamedRow> trials) throws IOException {
    String stored = directory.readStudy();
    String resolved = stored == null ? "" : stored;
    if (trials.isEmpty()) {
      return Report.empty(directory.root().getName(), resolved);
    }
    var cells = new ReportCells(trials);
    Dataset<Row> ofTrials = broadcast(ofTrials(trials, cells.cellOfTrial()));
    var series =
        new ReportSeries(
            spark,
            table(Tables.STEPS).join(ofTrials, ColumnNames.TRIAL_ID),
            table(Tables.LAYERS).where("worker IS NULL").join(ofTrials, ColumnNames.TRIAL_ID),
            cells.networks());
    spark.sparkContext().setJobDescription("report: steps and layers");
    Sampling sampling = series.sampling();
    return new Report(
        trials.get(0).text(ColumnNames.STUDY),
        cells.axes(),
        cells.fixed(),
        cells.cells(series.clips()),
        sampling,
        series.of(sampling),
        new ReportChanges(cells).of(rows(table(DiagnosisTables.CONTRASTS), ReportChanges.COLUMNS)),
        claims(),
        ReportProvenance.of(trials),
        resolved);
  }

  /** Rows of trials joined with their diagnoses, in grid order. */
  public List<NamedRow> trials() throws IOException {
    spark.sparkContext().setJobDescription("report: trials");
    var columns = new ArrayList<>(TrialCell.NAMES);
    columns.addAll(ReportCells.COLUMNS);
    columns.addAll(ReportProvenance.COLUMNS);
    columns.addAll(List.of(ColumnNames.DIVERGED_STEP, "file", "row"));
    Dataset<Row> diagnoses =
        table(DiagnosisTables.DIAGNOSES)
            .select(
                ColumnNames.TRIAL_ID,
                ColumnNames.MECHANISM,
                ColumnNames.OUTCOME_VERDICT,
                ColumnNames.RULE,
                ColumnNames.RULESET_VERSION);
    Dataset<Row> forecasts =
        table(DiagnosisTables.FORECASTS)
            .select(
                ColumnNames.TRIAL_ID,
                ColumnNames.AGREES,
                ColumnNames.THEORY_LOG10_GROWTH,
                ColumnNames.MEASURED_LOG10_GROWTH);
    Dataset<Row> joined =
        table(Tables.TRIALS)
            .withColumn("file", col(StoredRows.FILE))
            .withColumn("row", col(StoredRows.ROW))
            .join(diagnoses, TRIAL, "left")
            .join(forecasts, TRIAL, "left")
            .join(others(), TRIAL, "left");
    List<NamedRow> rows = new ArrayList<>(rows(joined, columns));
    rows.sort(
        Comparator.comparing((NamedRow row) -> row.text("file"))
            .thenComparingInt(row -> row.count("row")));
    return rows;
  }

  /** The other axes of each trial as a map. */
  private Dataset<Row> others() throws IOException {
    return table(Tables.AXES)
        .groupBy(ColumnNames.TRIAL_ID)
        .agg(
            map_from_entries(collect_list(struct(ColumnNames.AXIS, ColumnNames.VALUE)))
                .as(ReportCells.OTHERS));
  }

  /** Of each trial: its cell, and the step at which it diverged. */
  private Dataset<Row> ofTrials(List<NamedRow> trials, Map<String, Integer> cells) {
    List<Row> rows =
        trials.stream()
            .map(
                trial ->
                    RowFactory.create(
                        trial.text(ColumnNames.TRIAL_ID),
                        cells.get(trial.text(ColumnNames.TRIAL_ID)),
                        trial.value(ColumnNames.DIVERGED_STEP)))
            .toList();
    return spark.createDataFrame(
        rows,
        new StructType()
            .add(ColumnNames.TRIAL_ID, DataTypes.StringType)
            .add(ReportSeries.CELL, DataTypes.IntegerType)
            .add(ColumnNames.DIVERGED_STEP, DataTypes.IntegerType));
  }

  /**
   * The committed rows of a table. Columns that old files lack are null, and a missing table is
   * empty.
   */
  private Dataset<Row> table(Table<?> table) throws IOException {
    if (DiagnosisTables.ALL.contains(table)) {
      return derived.table(table);
    }
    List<String> files =
        Tables.ALL.contains(table)
            ? directory.files(waves(), table)
            : directory.derivedFiles(table);
    return ExactFiles.parquet(spark, table.schema(), files);
  }

  /** The same for all tables, although a run may commit more. */
  private List<Manifest> waves() throws IOException {
    if (waves == null) {
      waves = new Waves(directory).committed();
    }
    return waves;
  }

  private static List<NamedRow> rows(Dataset<Row> table, List<String> columns) {
    return table
        .select(columns.stream().map(functions::col).toArray(Column[]::new))
        .collectAsList()
        .stream()
        .map(row -> new NamedRow(columns, row))
        .toList();
  }

  private List<Claimed> claims() throws IOException {
    List<String> columns = List.of(Tables.CLAIMS.schema().fieldNames());
    return rows(table(Tables.CLAIMS), columns).stream()
        .map(
            row ->
                new Claimed(
                    row.text(ColumnNames.CLAIM),
                    row.real(ColumnNames.PUBLISHED),
                    row.real(ColumnNames.AT_LEAST),
                    row.real(ColumnNames.AT_MOST),
                    row.real(ColumnNames.MEASURED),
                    Boolean.TRUE.equals(row.value(ColumnNames.AGREES)),
                    row.value(ColumnNames.NOTE) == null ? "" : row.text(ColumnNames.NOTE)))
        .toList();
  }
}
