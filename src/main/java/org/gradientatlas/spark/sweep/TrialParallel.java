package org.gradientatlas.spark.sweep;

import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.spark.input.TrialData;
import org.gradientatlas.spark.session.Build;
import org.gradientatlas.study.Grid;
import org.gradientatlas.table.output.StudyDirectory;

/** Runs trials in parallel, each on one core. */
public final class TrialParallel implements TrainingMode {
  @Override
  public int slots(SparkContext spark) {
    return spark.defaultParallelism();
  }

  @Override
  public Stage stage(
      SparkSession spark,
      StudyDirectory directory,
      Grid grid,
      TrialData data,
      SweepCounters counters) {
    return new WaveJob(spark, directory, new TrialTask(grid, data, counters, Build.read()));
  }
}
