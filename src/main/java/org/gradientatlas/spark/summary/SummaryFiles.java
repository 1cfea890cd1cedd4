package org.gradientatlas.spark.summary;

import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.gradientatlas.table.file.TableFile;
import org.gradientatlas.table.output.DerivedTables;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.schema.DiagnosisTables;
import org.gradientatlas.table.schema.Table;
import scala.Tuple2;

/** Stages the rows of a table in sorted files. */
final class SummaryFiles {
  private static final long ROWS_A_FILE = 1_000_000;

  private SummaryFiles() {}

  /** Writes rows in the order of their keys. */
  static void stage(JavaPairRDD<String, Row> rows, Table<?> table, StudyDirectory directory) {
    int files = 1 + (int) (rows.count() / ROWS_A_FILE);
    var hadoop = new SerializableConfiguration(rows.context().hadoopConfiguration());
    var write = new Write(new DerivedTables(directory).draft(table).toString(), table, hadoop);
    rows.sortByKey(true, files).mapPartitionsWithIndex(write, true).count();
  }

  /** Writes one partition to one file. */
  private static final class Write
      implements Function2<Integer, Iterator<Tuple2<String, Row>>, Iterator<Integer>> {
    private static final long serialVersionUID = 1;

    private final String staging;
    private final String table;
    private final SerializableConfiguration hadoop;

    Write(String staging, Table<?> table, SerializableConfiguration hadoop) {
      this.staging = staging;
      this.table = table.name();
      this.hadoop = hadoop;
    }

    @Override
    public Iterator<Integer> call(Integer partition, Iterator<Tuple2<String, Row>> rows)
        throws IOException {
      // Write to a file per attempt and rename: an abandoned attempt may still be writing.
      var file = new Path(staging, "part-%05d.parquet".formatted(partition));
      var draft = new Path(file + "." + TaskContext.get().taskAttemptId() + ".draft");
      try (var writer = new TableFile(draft, DiagnosisTables.named(table), hadoop.value())) {
        rows.forEachRemaining(row -> add(writer, row._2()));
      }
      var files = file.getFileSystem(hadoop.value());
      files.delete(file, false);
      if (!files.rename(draft, file)) {
        throw new IOException("cannot rename " + draft + " to " + file);
      }
      return Collections.emptyIterator();
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
