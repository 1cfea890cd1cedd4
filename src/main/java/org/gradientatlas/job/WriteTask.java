package org.gradientatlas.job;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.util.SerializableConfiguration;
import org.gradientatlas.table.Table;
import org.gradientatlas.table.TableFile;
import org.gradientatlas.table.WaveFile;
import scala.Tuple2;

/** The reduce side of a wave: a partition becomes one file of one table. */
final class WriteTask
    implements Function2<Integer, Iterator<Tuple2<Long, byte[]>>, Iterator<WaveFile>> {
  private static final long serialVersionUID = 2;

  private final int wave;
  private final String staging;
  private final RowPartitioner partitioner;
  private final SerializableConfiguration hadoop;

  /**
   * @param staging directory of the wave
   */
  WriteTask(
      int wave, String staging, RowPartitioner partitioner, SerializableConfiguration hadoop) {
    this.wave = wave;
    this.staging = staging;
    this.partitioner = partitioner;
    this.hadoop = hadoop;
  }

  @Override
  public Iterator<WaveFile> call(Integer partition, Iterator<Tuple2<Long, byte[]>> rows)
      throws IOException {
    Table<?> table = partitioner.table(partition);
    String name = WaveFile.name(wave, partition - partitioner.from(table));
    // An attempt that Spark has given up may still be writing: each has a file of its own.
    String staged = "%s.%d".formatted(name, TaskContext.get().taskAttemptId());
    Path path = new Path(new Path(staging, table.name()), staged);
    var file = new TableFile(path, table, hadoop.value());
    try (file) {
      while (rows.hasNext()) {
        file.add(rows.next()._2());
      }
    }
    return List.of(
            new WaveFile(table.name(), name, staged, file.bytes(), file.rows(), file.crc32c()))
        .iterator();
  }
}
