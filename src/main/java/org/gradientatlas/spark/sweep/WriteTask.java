package org.gradientatlas.spark.sweep;

import com.esotericsoftware.kryo.DefaultSerializer;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
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
import org.gradientatlas.table.output.WavePlace;
import org.gradientatlas.table.schema.Table;
import org.gradientatlas.table.schema.Tables;
import scala.Tuple2;

/** The reduce side of a wave: writes one partition as one file of one table. */
final class WriteTask
    implements Function2<Integer, Iterator<Tuple2<Long, byte[]>>, Iterator<WriteTask.Written>> {
  private static final long serialVersionUID = 3;

  private static final StructType TRIALS = Tables.TRIALS.schema();

  private final WavePlace place;
  private final RowPartitioner partitioner;
  private final SerializableConfiguration hadoop;

  /**
   * The result of a partition.
   *
   * @param endings how trials ended, for a partition of the table trials
   */
  @DefaultSerializer(RecordSerializer.class)
  record Written(WaveFile file, OutcomeCounts endings) implements Serializable {}

  WriteTask(WavePlace place, RowPartitioner partitioner, SerializableConfiguration hadoop) {
    this.place = place;
    this.partitioner = partitioner;
    this.hadoop = hadoop;
  }

  @Override
  public Iterator<Written> call(Integer partition, Iterator<Tuple2<Long, byte[]>> rows)
      throws IOException {
    Table<?> table = partitioner.table(partition);
    int part = partition - partitioner.from(table);
    long attempt = TaskContext.get().taskAttemptId();
    String name = place.written(part, attempt);
    var file = new TableFile(place.path(table, name), table, hadoop.value());
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
        new WaveFile(
            table.name(),
            place.name(part, attempt),
            name,
            file.bytes(),
            file.rows(),
            file.crc32c());
    return List.of(new Written(written, endings.total())).iterator();
  }

  /** Reads by position: rows from {@link RowCodec} have no schema. */
  private static OutcomeCounts ending(Row row) {
    return OutcomeCounts.of(column -> (String) row.get(TRIALS.fieldIndex(column)));
  }
}
