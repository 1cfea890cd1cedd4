package org.gradientatlas.spark.sweep;

import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.table.output.Manifest;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.output.WavePlace;

/**
 * Trains one wave and stages its tables in one Spark job. One shuffle carries the rows of all
 * tables: the map side trains; the reduce side is sorted by grid index and writes each partition as
 * one file of one table.
 */
final class WaveJob implements Stage {
  private final SparkSession spark;
  private final WaveWriter writer;
  private final TrialTask task;

  WaveJob(SparkSession spark, StudyDirectory directory, TrialTask task) {
    this.spark = spark;
    this.writer = new WaveWriter(spark);
    this.task = task;
  }

  @Override
  public Manifest stage(WavePlace place, WavePlan.Wave wave, List<long[]> files) {
    JavaRDD<long[]> tasks =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(wave.tasks(), wave.tasks().size());
    return writer.write(place, wave, files, JavaPairRDD.fromJavaRDD(tasks.flatMap(task)));
  }
}
