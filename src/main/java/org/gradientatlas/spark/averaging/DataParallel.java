package org.gradientatlas.spark.averaging;

import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.spark.input.TrialData;
import org.gradientatlas.spark.sweep.Stage;
import org.gradientatlas.spark.sweep.SweepCounters;
import org.gradientatlas.spark.sweep.TrainingMode;
import org.gradientatlas.study.Grid;
import org.gradientatlas.table.output.StudyDirectory;

/** Runs trials one after another, each on all its workers. */
public final class DataParallel implements TrainingMode {
  @Override
  public int slots(SparkContext spark) {
    return 1;
  }

  @Override
  public Stage stage(
      SparkSession spark,
      StudyDirectory directory,
      Grid grid,
      TrialData data,
      SweepCounters counters) {
    return new DataParallelJob(spark, directory, grid, data, counters);
  }
}
