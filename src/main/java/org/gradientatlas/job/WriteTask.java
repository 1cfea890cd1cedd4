package org.gradientatlas.job;

import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.util.SerializableConfiguration;
import org.gradientatlas.table.Table;
import org.gradientatlas.table.TableFile;
import scala.Tuple2;

/** The reduce side of a wave: a partition becomes one file of one table. */
final class WriteTask
    implements Function2<Integer, Iterator<Tuple2<Long, byte[]>>, Iterator<Integer>> {
  private static final long serialVersionUID = 1;

  private final String staging;
  private final RowPartitioner partitioner;
  private final SerializableConfiguration hadoop;

  /**
   * @param staging directory of the wave
   */
  WriteTask(String staging, RowPartitioner partitioner, SerializableConfiguration hadoop) {
    this.staging = staging;
    this.partitioner = partitioner;
    this.hadoop = hadoop;
  }

  @Override
  public Iterator<Integer> call(Integer partition, Iterator<Tuple2<Long, byte[]>> rows)
      throws IOException {
    Table<?> table = partitioner.table(partition);
    Path file = new Path(new Path(staging, table.name()), "part-%05d.parquet".formatted(partition));
    // An attempt that Spark has given up may still be writing: each has a draft of its own.
    Path draft = new Path(file + "." + TaskContext.get().taskAttemptId() + ".draft");
    Configuration conf = hadoop.value();
    try (var writer = new TableFile(draft, table, conf)) {
      while (rows.hasNext()) {
        writer.add(rows.next()._2());
      }
    }
    FileSystem files = file.getFileSystem(conf);
    files.delete(file, false);
    if (!files.rename(draft, file)) {
      throw new IOException("cannot rename " + draft + " to " + file);
    }
    return Collections.emptyIterator();
  }
}
