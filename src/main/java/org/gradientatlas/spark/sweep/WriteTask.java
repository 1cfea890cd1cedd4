package org.gradientatlas.spark.sweep;

import com.esotericsoftware.kryo.DefaultSerializer;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.gradientatlas.spark.session.RecordSerializer;
import org.gradientatlas.table.file.RowCodec;
import org.gradientatlas.table.file.TableFile;
import org.gradientatlas.table.output.OutcomeCounts;
import org.gradientatlas.table.output.WaveFile;
import org.gradientatlas.table.schema.Table;
import org.gradientatlas.table.schema.Tables;
import scala.Tuple2;

/** The reduce side of a wave: writes one partition as one file of one table. */
final class WriteTask
    implements Function2<Integer, Iterator<Tuple2<Long, byte[]>>, Iterator<WriteTask.Written>> {
  private static final long serialVersionUID = 2;

  private static final StructType TRIALS = Tables.TRIALS.schema();

  private final int wave;
  private final String staging;
  private final RowPartitioner partitioner;
  private final SerializableConfiguration hadoop;

  /**
   * The result of a partition.
   *
   * @param endings how trials ended, for a partition of the table trials
   */
  @DefaultSerializer(RecordSerializer.class)
  record Written(WaveFile file, OutcomeCounts endings) implements Serializable {}

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
  public Iterator<Written> call(Integer partition, Iterator<Tuple2<Long, byte[]>> rows)
      throws IOException {
    Table<?> table = partitioner.table(partition);
    String name = WaveFile.name(wave, partition - partitioner.from(table));
    // Each attempt has its own file, because an abandoned one may still be writing.
    String staged = "%s.%d".formatted(name, TaskContext.get().taskAttemptId());
    Path path = new Path(new Path(staging, table.name()), staged);
    var file = new TableFile(path, table, hadoop.value());
    var endings = new OutcomeCounts.Sum();
    try (file) {
      while (rows.hasNext()) {
        Iterator<Row> decoded = RowCodec.decode(rows.next()._2());
        while (decoded.hasNext()) {
          Row row = decoded.next();
          file.add(row);
          if (table.equals(Tables.TRIALS)) {
            endings.add(ending(row));
          }
        }
      }
    }
    var written =
        new WaveFile(table.name(), name, staged, file.bytes(), file.rows(), file.crc32c());
    return List.of(new Written(written, endings.total())).iterator();
  }

  /** Reads by position: rows from {@link RowCodec} have no schema. */
  private static OutcomeCounts ending(Row row) {
    return OutcomeCounts.of(column -> (String) row.get(TRIALS.fieldIndex(column)));
  }
}
