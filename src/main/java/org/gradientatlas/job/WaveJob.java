package org.gradientatlas.job;

import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.gradientatlas.table.Endings;
import org.gradientatlas.table.Manifest;
import org.gradientatlas.table.StudyDirectory;

/**
 * Trains one wave and stages its tables in one Spark job. One shuffle carries the rows of all
 * tables: its map side trains; its reduce side is sorted by grid index, and each of its partitions
 * becomes one file of one table.
 */
final class WaveJob {
  private final SparkSession spark;
  private final StudyDirectory directory;
  private final TrialTask task;

  WaveJob(SparkSession spark, StudyDirectory directory, TrialTask task) {
    this.spark = spark;
    this.directory = directory;
    this.task = task;
  }

  /**
   * Trains and stages; the manifest names what was staged.
   *
   * @param files for each of {@link org.gradientatlas.table.Tables#ALL}, into how many it goes; 0
   *     for a table without rows
   */
  Manifest stage(int number, WavePlan.Wave wave, List<Integer> files) {
    var partitioner = new RowPartitioner(wave.indices(), files);
    JavaRDD<long[]> tasks =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(wave.tasks(), wave.tasks().size());
    JavaPairRDD<Long, byte[]> rows =
        JavaPairRDD.fromJavaRDD(tasks.flatMap(task))
            .repartitionAndSortWithinPartitions(partitioner);
    var hadoop = new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
    var write = new WriteTask(number, directory.staged(number).toString(), partitioner, hadoop);
    List<WriteTask.Written> written = rows.mapPartitionsWithIndex(write, true).collect();
    return new Manifest(
        number,
        written.stream().map(WriteTask.Written::file).toList(),
        written.stream().map(WriteTask.Written::endings).reduce(Endings.NONE, Endings::plus));
  }
}
