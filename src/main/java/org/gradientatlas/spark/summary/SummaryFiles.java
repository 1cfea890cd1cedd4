package org.gradientatlas.spark.summary;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.gradientatlas.table.file.TableFile;
import org.gradientatlas.table.output.DerivedTables;
import org.gradientatlas.table.schema.DiagnosisTables;
import org.gradientatlas.table.schema.Table;
import scala.Tuple2;

/** Writes the rows of a table to sorted files. */
final class SummaryFiles {
  private static final long ROWS_A_FILE = 1_000_000;

  private SummaryFiles() {}

  /**
   * Writes rows in the order of their keys.
   *
   * @return the names of the files
   */
  static List<String> write(
      JavaPairRDD<String, Row> rows, Table<?> table, DerivedTables.Place place) {
    int files = 1 + (int) (rows.count() / ROWS_A_FILE);
    var hadoop = new SerializableConfiguration(rows.context().hadoopConfiguration());
    var write = new Write(place, table, hadoop);
    return rows.sortByKey(true, files).mapPartitionsWithIndex(write, true).collect();
  }

  /** Writes one partition to one file. */
  private static final class Write
      implements Function2<Integer, Iterator<Tuple2<String, Row>>, Iterator<String>> {
    private static final long serialVersionUID = 2;

    private final DerivedTables.Place place;
    private final String table;
    private final SerializableConfiguration hadoop;

    Write(DerivedTables.Place place, Table<?> table, SerializableConfiguration hadoop) {
      this.place = place;
      this.table = table.name();
      this.hadoop = hadoop;
    }

    @Override
    public Iterator<String> call(Integer partition, Iterator<Tuple2<String, Row>> rows)
        throws IOException {
      Path file = place.path(partition, TaskContext.get().taskAttemptId());
      try (var writer = new TableFile(file, DiagnosisTables.named(table), hadoop.value())) {
        rows.forEachRemaining(row -> add(writer, row._2()));
      }
      return List.of(file.getName()).iterator();
    }

    private static void add(TableFile writer, Row row) {
      try {
        writer.add(row);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
