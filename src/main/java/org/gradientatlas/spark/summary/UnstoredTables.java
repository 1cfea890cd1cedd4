package org.gradientatlas.spark.summary;

import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.gradientatlas.diagnose.Gate;
import org.gradientatlas.diagnose.Thresholds;
import org.gradientatlas.table.output.Manifest;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.schema.DiagnosisTables;
import org.gradientatlas.table.schema.Table;

/**
 * The tables that a summary derives from some waves, without storing them: nothing is written, and
 * the output is not locked.
 */
public final class UnstoredTables implements AutoCloseable {
  private final SparkSession spark;
  private final Summarize summary;
  private final JavaRDD<JudgedTrial> judged;
  private final EarlyLeaders leaders;

  /**
   * @param waves committed ones; what a run commits later is not seen
   */
  public UnstoredTables(
      SparkSession spark, StudyDirectory directory, List<Manifest> waves, Thresholds thresholds) {
    this.spark = spark;
    this.summary =
        new Summarize(spark, directory.root().toString(), thresholds, new Gate(Set.of()));
    this.judged = summary.judge(waves).persist(StorageLevel.MEMORY_AND_DISK_SER());
    this.leaders = EarlyLeaders.of(judged);
  }

  /** The rows of a table, in no order. */
  public Dataset<Row> table(Table<?> table) {
    return spark.createDataFrame(rows(table), table.schema());
  }

  private JavaRDD<Row> rows(Table<?> table) {
    if (table.equals(DiagnosisTables.DIAGNOSES)) {
      return summary.trials(judged, leaders, DiagnosisTables.DIAGNOSES).values();
    }
    if (table.equals(DiagnosisTables.FORECASTS)) {
      return summary.trials(judged, leaders, DiagnosisTables.FORECASTS).values();
    }
    return table.equals(DiagnosisTables.SUMMARY)
        ? Summarize.cells(judged).values()
        : ContrastOfCells.of(judged, ContrastOfCells.varyingAxes(judged))
            .values()
            .map(Summarize::row);
  }

  @Override
  public void close() {
    judged.unpersist();
  }
}
