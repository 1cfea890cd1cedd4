package org.gradientatlas.spark.stored;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.gradientatlas.table.file.ExactFiles;
import org.gradientatlas.table.file.RowCodec;
import org.gradientatlas.table.output.Manifest;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.schema.ColumnNames;
import org.gradientatlas.table.schema.Table;
import scala.Tuple2;

/**
 * Reads some columns of a stored table, grouped by trial. A trial's rows are adjacent in the files,
 * so they are packed on reading, and a trial is shuffled as a few byte arrays.
 */
public final class StoredRows {
  /** Where a row is in its table, so that derived tables can keep the order. */
  public static final String FILE = "_metadata.file_name";

  public static final String ROW = "_metadata.row_index";
  public static final List<String> POSITION = List.of(FILE, ROW);

  private final SparkSession spark;
  private final StudyDirectory directory;
  private final List<Manifest> waves;

  /**
   * @param waves the waves to read
   */
  public StoredRows(SparkSession spark, StudyDirectory directory, List<Manifest> waves) {
    this.spark = spark;
    this.directory = directory;
    this.waves = waves;
  }

  /**
   * Trial ids with rows encoded by {@link RowCodec}; several pairs for a trial that is split across
   * files.
   *
   * @param columns columns of the table or of {@link #POSITION}; null where old files lack them
   */
  public JavaPairRDD<String, byte[]> byTrial(Table<?> table, List<String> columns) {
    List<String> files = directory.files(waves, table);
    if (files.isEmpty()) {
      return JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelizePairs(List.of());
    }
    StructType schema = table.schema();
    var fields =
        List.of(schema.fields()).stream()
            .filter(
                f ->
                    f.name().equals(ColumnNames.TRIAL_ID)
                        || f.name().equals(ColumnNames.WORKER)
                        || columns.contains(f.name()))
            .toList();
    var selected = new ArrayList<>(columns);
    selected.add(ColumnNames.TRIAL_ID);
    var read = new StructType(fields.toArray(new org.apache.spark.sql.types.StructField[0]));
    return ExactFiles.parquet(spark, read, files)
        .where(ofNetwork(schema))
        .select(selected.stream().map(functions::col).toArray(org.apache.spark.sql.Column[]::new))
        .javaRDD()
        .mapPartitionsToPair(rows -> new Packed(rows, columns.size()));
  }

  /** Leaves out rows of single workers: summaries are about the averaged network. */
  private static String ofNetwork(StructType schema) {
    boolean hasWorkers = schema.getFieldIndex(ColumnNames.WORKER).isDefined();
    return hasWorkers ? ColumnNames.WORKER + " IS NULL" : "true";
  }

  /** Packs adjacent rows of one trial. */
  private static final class Packed implements Iterator<Tuple2<String, byte[]>> {
    private final Iterator<Row> rows;
    private final int id;
    private List<Row> next = new ArrayList<>();

    Packed(Iterator<Row> rows, int id) {
      this.rows = rows;
      this.id = id;
      if (rows.hasNext()) {
        next.add(rows.next());
      }
    }

    @Override
    public boolean hasNext() {
      return !next.isEmpty();
    }

    @Override
    public Tuple2<String, byte[]> next() {
      List<Row> trial = next;
      next = new ArrayList<>();
      String name = trial.get(0).getString(id);
      while (rows.hasNext()) {
        Row row = rows.next();
        if (!row.getString(id).equals(name)) {
          next.add(row);
          break;
        }
        trial.add(row);
      }
      return new Tuple2<>(name, RowCodec.encode(trial));
    }
  }
}
