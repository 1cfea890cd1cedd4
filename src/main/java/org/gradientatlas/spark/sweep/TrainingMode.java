package org.gradientatlas.spark.sweep;

import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.spark.input.TrialData;
import org.gradientatlas.study.Grid;
import org.gradientatlas.table.output.StudyDirectory;

/** What runs in parallel while a study is trained. */
public interface TrainingMode {
  /** How many trials are trained at once. */
  int slots(SparkContext spark);

  /** Creates what trains and stages the waves. */
  Stage stage(
      SparkSession spark,
      StudyDirectory directory,
      Grid grid,
      TrialData data,
      SweepCounters counters);
}
