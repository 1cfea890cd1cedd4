package org.gradientatlas.spark.sweep;

import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.gradientatlas.table.output.Manifest;
import org.gradientatlas.table.output.OutcomeCounts;
import org.gradientatlas.table.output.WavePlace;

/** Writes the rows of a wave, each partition as one file of one table, sorted by grid index. */
public record WaveWriter(SparkSession spark) {

  /**
   * Writes the rows.
   *
   * @param rows keyed by {@link RowPartitioner}
   * @return the files written
   */
  public Manifest write(
      WavePlace place, WavePlan.Wave wave, List<long[]> files, JavaPairRDD<Long, byte[]> rows) {
    var partitioner = new RowPartitioner(files);
    var hadoop = new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
    var write = new WriteTask(place, partitioner, hadoop);
    List<WriteTask.Written> written =
        rows.repartitionAndSortWithinPartitions(partitioner)
            .mapPartitionsWithIndex(write, true)
            .collect();
    return new Manifest(
        place.wave(),
        written.stream().map(WriteTask.Written::file).toList(),
        written.stream()
            .map(WriteTask.Written::endings)
            .reduce(OutcomeCounts.NONE, OutcomeCounts::plus));
  }
}
