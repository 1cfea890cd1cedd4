package org.gradientatlas.spark.summary;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.gradientatlas.diagnose.CellSummary;
import org.gradientatlas.diagnose.Gate;
import org.gradientatlas.diagnose.Judgement;
import org.gradientatlas.diagnose.Thresholds;
import org.gradientatlas.measure.Baseline;
import org.gradientatlas.spark.session.SparkCall;
import org.gradientatlas.spark.stored.NamedRow;
import org.gradientatlas.spark.stored.StoredEvidence;
import org.gradientatlas.spark.stored.StoredRows;
import org.gradientatlas.spark.stored.TrialCell;
import org.gradientatlas.table.lock.OutputLock;
import org.gradientatlas.table.output.Beginning;
import org.gradientatlas.table.output.DamagedOutputException;
import org.gradientatlas.table.output.DerivedTables;
import org.gradientatlas.table.output.Examination;
import org.gradientatlas.table.output.Manifest;
import org.gradientatlas.table.output.OutputConflictException;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.output.Waves;
import org.gradientatlas.table.schema.ColumnNames;
import org.gradientatlas.table.schema.DiagnosisRecord;
import org.gradientatlas.table.schema.DiagnosisTables;
import org.gradientatlas.table.schema.DiagnosisTables.CellRecord;
import org.gradientatlas.table.schema.Table;
import org.gradientatlas.table.schema.Tables;
import scala.Tuple2;
import scala.Tuple4;

/**
 * Writes the tables diagnoses, forecasts, summary and contrasts from the stored rows of a study.
 * Trains nothing, and replaces what an earlier run wrote.
 */
public final class Summarize {
  private final SparkSession spark;
  private final StudyDirectory directory;
  private final Thresholds thresholds;
  private final Gate gate;

  /**
   * @param directory of a study's tables, on any file system that Hadoop knows
   */
  public Summarize(SparkSession spark, String directory, Thresholds thresholds, Gate gate) {
    this.spark = spark;
    this.directory = StudyDirectory.at(directory, spark.sparkContext().hadoopConfiguration());
    this.thresholds = thresholds;
    this.gate = gate;
  }

  /**
   * Summarizes.
   *
   * @throws IOException if the directory cannot be read or written
   */
  public SummaryResult run() throws IOException {
    if (!directory.obstacle().isEmpty()) {
      return new SummaryResult.Refused(directory.obstacle());
    }
    var waves = new Waves(directory);
    List<String> strangers = waves.strangers();
    if (!strangers.isEmpty()) {
      return new SummaryResult.Refused(
          directory.root()
              + " holds files that no sweep wrote; move them away: "
              + String.join(", ", strangers));
    }
    try {
      if (waves.committed().isEmpty()) {
        return new SummaryResult.Refused(Beginning.whyNoTrials(directory));
      }
      try (var lock = OutputLock.acquire(directory)) {
        // A sweep may have committed more and ended since.
        List<Manifest> all = waves.checked();
        return SparkCall.ask(() -> summarize(all), failure -> Examination.refuseDamage(directory));
      }
    } catch (OutputConflictException | DamagedOutputException e) {
      return new SummaryResult.Conflict(String.valueOf(e.getMessage()));
    }
  }

  private SummaryResult summarize(List<Manifest> waves) throws IOException {
    var derived = new DerivedTables(directory);
    derived.clear();
    JavaRDD<JudgedTrial> judged = judge(waves).persist(StorageLevel.MEMORY_AND_DISK_SER());
    spark.sparkContext().setJobDescription("summarize: diagnoses");
    EarlyLeaders leaders = EarlyLeaders.of(judged);
    var written = new LinkedHashMap<Table<?>, List<String>>();
    for (var table : List.of(DiagnosisTables.DIAGNOSES, DiagnosisTables.FORECASTS)) {
      written.put(
          table, SummaryFiles.write(trials(judged, leaders, table), table, derived.place(table)));
    }
    spark.sparkContext().setJobDescription("summarize: cells");
    Table<?> summary = DiagnosisTables.SUMMARY;
    written.put(summary, SummaryFiles.write(cells(judged), summary, derived.place(summary)));
    spark.sparkContext().setJobDescription("summarize: contrasts");
    List<String> axes = ContrastOfCells.varyingAxes(judged);
    JavaPairRDD<String, ContrastOfCells> contrasts =
        ContrastOfCells.of(judged, axes).persist(StorageLevel.MEMORY_AND_DISK_SER());
    Table<?> last = DiagnosisTables.CONTRASTS;
    written.put(
        last, SummaryFiles.write(contrasts.mapValues(Summarize::row), last, derived.place(last)));
    derived.replace(written);
    spark.sparkContext().setJobDescription("summarize: what to print");
    String text = SummaryText.of(judged, contrasts.values(), axes);
    StudyMap map = StudyMap.of(judged, axes);
    String stopped = GateText.of(judged, gate, axes);
    contrasts.unpersist();
    judged.unpersist();
    return new SummaryResult.Done(text, map, stopped);
  }

  /** The trials of waves with their diagnoses. */
  JavaRDD<JudgedTrial> judge(List<Manifest> waves) {
    var rows = new StoredRows(spark, directory, waves);
    JavaPairRDD<String, byte[]> trials = rows.byTrial(Tables.TRIALS, JudgedTrial.COLUMNS);
    JavaPairRDD<String, byte[]> axes =
        rows.byTrial(Tables.AXES, List.of(ColumnNames.AXIS, ColumnNames.VALUE));
    Thresholds limits = thresholds;
    BestScores best = BestScores.of(trials.cogroup(axes).values().flatMapToPair(Summarize::scores));
    return trials
        .cogroup(
            rows.byTrial(Tables.STEPS, StoredEvidence.STEP),
            rows.byTrial(Tables.LAYERS, StoredEvidence.LAYER),
            axes)
        .values()
        .flatMap(trial -> judged(trial, best, limits));
  }

  private static Iterator<Tuple2<TrialCell, Baseline>> scores(
      Tuple2<Iterable<byte[]>, Iterable<byte[]>> rows) {
    var scores = new ArrayList<Tuple2<TrialCell, Baseline>>();
    for (byte[] row : rows._1()) {
      NamedRow trial = JudgedTrial.row(row);
      scores.add(new Tuple2<>(JudgedTrial.cell(trial, rows._2()), BestScores.scores(trial)));
    }
    return scores.iterator();
  }

  /** Joins each trial's rows of all tables; axes has some only if the study varies other axes. */
  private static Iterator<JudgedTrial> judged(
      Tuple4<Iterable<byte[]>, Iterable<byte[]>, Iterable<byte[]>, Iterable<byte[]>> rows,
      BestScores best,
      Thresholds thresholds) {
    var judged = new ArrayList<JudgedTrial>();
    for (byte[] trial : rows._1()) {
      judged.add(JudgedTrial.of(trial, rows._2(), rows._3(), rows._4(), best, thresholds));
    }
    return judged.iterator();
  }

  /** Rows of diagnoses or forecasts, by position. */
  JavaPairRDD<String, Row> trials(
      JavaRDD<JudgedTrial> judged, EarlyLeaders leaders, Table<DiagnosisRecord> table) {
    String version = thresholds.version();
    String name = table.name();
    return judged.mapToPair(
        trial -> new Tuple2<>(trial.position(), row(name, trial, trial.record(leaders, version))));
  }

  /** By the table's name, because a table is a description that cannot be sent to a task. */
  private static Row row(String table, JudgedTrial trial, DiagnosisRecord record) {
    return table.equals(DiagnosisTables.DIAGNOSES.name())
        ? DiagnosisTables.DIAGNOSES.row(trial.cell().columns(), record)
        : DiagnosisTables.FORECASTS.row(trial.cell().columns(), record);
  }

  /** Rows of summary, by position. */
  static JavaPairRDD<String, Row> cells(JavaRDD<JudgedTrial> judged) {
    return judged
        .mapToPair(
            trial ->
                new Tuple2<>(
                    trial.cell().cell(), new Tuple2<>(trial.position(), trial.judgement())))
        .groupByKey()
        .mapToPair(cell -> cell(cell._1(), cell._2()));
  }

  private static Tuple2<String, Row> cell(
      TrialCell cell, Iterable<Tuple2<String, Judgement>> trials) {
    var judgements = new ArrayList<Judgement>();
    String first = "~";
    for (Tuple2<String, Judgement> trial : trials) {
      judgements.add(trial._2());
      first = trial._1().compareTo(first) < 0 ? trial._1() : first;
    }
    // Floating-point sums depend on order, and the shuffle's order varies.
    judgements.sort(java.util.Comparator.comparingInt(Judgement::replicate));
    var fact = new CellRecord(new CellSummary(judgements), cell.otherAxes());
    return new Tuple2<>(first, DiagnosisTables.SUMMARY.row(cell.cellColumns(), fact));
  }

  /** A row of contrasts. */
  static Row row(ContrastOfCells contrast) {
    return DiagnosisTables.CONTRASTS.row(contrast.shared().cellColumns(), contrast.record());
  }
}
