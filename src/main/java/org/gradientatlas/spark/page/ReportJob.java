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
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.output.Waves;
import org.gradientatlas.table.schema.ColumnNames;
import org.gradientatlas.table.schema.DiagnosisTables;
import org.gradientatlas.table.schema.Table;
import org.gradientatlas.table.schema.Tables;

/** Writes the results of a study as a single HTML page, from its stored rows alone. */
public final class ReportJob {
  private static final String[] TRIAL = {ColumnNames.TRIAL_ID};

  private final SparkSession spark;
  private final StudyDirectory directory;

  /**
   * @param directory of a study's tables, on any file system that Hadoop knows
   */
  public ReportJob(SparkSession spark, String directory) {
    this.spark = spark;
    this.directory = StudyDirectory.at(directory, spark.sparkContext().hadoopConfiguration());
  }

  /**
   * Writes the page.
   *
   * @throws IOException if the directory cannot be read or written
   */
  public ReportResult run() throws IOException {
    if (!directory.obstacle().isEmpty()) {
      return new ReportResult.Refused(directory.obstacle());
    }
    String resolved = directory.readStudy();
    boolean empty = !directory.has(Tables.TRIALS);
    String begun = empty ? Beginning.of(directory) : "";
    if (!begun.isEmpty()) {
      return new ReportResult.Refused(begun);
    }
    if (resolved == null && empty) {
      return new ReportResult.Refused(
          directory.root() + " holds no study: report takes the --out directory of a study.");
    }
    for (Table<?> table : DiagnosisTables.ALL) {
      if (!empty && !directory.has(table)) {
        return new ReportResult.Refused(
            "%s has no table %s yet: run jobs/summarize %s first."
                .formatted(directory.root(), table.name(), directory.root()));
      }
    }
    spark.sparkContext().setJobDescription("report: trials");
    List<NamedRow> trials = empty ? List.of() : trials();
    long undiagnosed =
        trials.stream().filter(row -> row.value(ColumnNames.MECHANISM) == null).count();
    if (undiagnosed > 0) {
      return new ReportResult.Refused(
          "%d of %d trials in %s came after its last summary: run jobs/summarize %s again."
              .formatted(undiagnosed, trials.size(), directory.root(), directory.root()));
    }
    return new ReportResult.Done(
        directory.writeReport(Page.of(report(trials, resolved == null ? "" : resolved))));
  }

  private Report report(List<NamedRow> trials, String resolved) throws IOException {
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
  private List<NamedRow> trials() throws IOException {
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
    List<String> files =
        Tables.ALL.contains(table)
            ? directory.files(new Waves(directory).committed(), table)
            : directory.derivedFiles(table);
    return ExactFiles.parquet(spark, table.schema(), files);
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
