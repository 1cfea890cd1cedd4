package org.gradientatlas.job;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.PartitionPruningRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.rdd.ShuffledRDD;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.table.StudyDirectory;
import org.gradientatlas.table.Table;
import org.gradientatlas.table.Tables;
import scala.Tuple2;
import scala.reflect.ClassTag;
import scala.runtime.AbstractFunction1;

/**
 * Trains one wave and stages its tables. One shuffle carries the rows of all tables: its map side
 * trains, once; its reduce side is sorted by grid index and becomes one file a partition.
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
   * Trains and stages.
   *
   * @param parts for each of {@link Tables#ALL}, into how many files it goes; 0 to leave it out
   */
  void stage(int number, WavePlan.Wave wave, List<Integer> parts) {
    var partitioner = new RowPartitioner(wave.indices(), parts);
    RDD<Tuple2<Long, Row[]>> rows = shuffled(wave, partitioner);
    for (Table<?> table : Tables.ALL) {
      if (partitioner.until(table) > partitioner.from(table)) {
        write(rows, table, partitioner, directory.staged(number, table).toString());
      }
    }
  }

  private RDD<Tuple2<Long, Row[]>> shuffled(WavePlan.Wave wave, RowPartitioner partitioner) {
    JavaRDD<long[]> tasks =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(wave.tasks(), wave.tasks().size());
    JavaPairRDD<Long, Row[]> trained = JavaPairRDD.fromJavaRDD(tasks.flatMap(task));
    var shuffled =
        (ShuffledRDD<?, ?, ?>) trained.repartitionAndSortWithinPartitions(partitioner).rdd();
    // Rows are plain arrays: Kryo writes them several times smaller and faster than Java does.
    shuffled.setSerializer(new KryoSerializer(spark.sparkContext().conf()));
    return cast(shuffled);
  }

  @SuppressWarnings("unchecked")
  private static RDD<Tuple2<Long, Row[]>> cast(RDD<?> rdd) {
    return (RDD<Tuple2<Long, Row[]>>) rdd;
  }

  private void write(
      RDD<Tuple2<Long, Row[]>> rows, Table<?> table, RowPartitioner partitioner, String path) {
    var range = new Range(partitioner.from(table), partitioner.until(table));
    ClassTag<Tuple2<Long, Row[]>> tag = rows.elementClassTag();
    JavaRDD<Row> own =
        new JavaRDD<>(PartitionPruningRDD.create(rows, range), tag).flatMap(WaveJob::unpack);
    spark.createDataFrame(own, table.schema()).write().mode(SaveMode.Overwrite).parquet(path);
  }

  private static Iterator<Row> unpack(Tuple2<Long, Row[]> rows) {
    return Arrays.asList(rows._2()).iterator();
  }

  /** Partitions from (inclusive) until (exclusive), as Scala wants it. */
  private static final class Range extends AbstractFunction1<Object, Object>
      implements Serializable {
    private static final long serialVersionUID = 1;
    private final int from;
    private final int until;

    Range(int from, int until) {
      this.from = from;
      this.until = until;
    }

    @Override
    public Object apply(Object partition) {
      int p = (Integer) partition;
      return p >= from && p < until;
    }
  }
}
