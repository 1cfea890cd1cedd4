package org.gradientatlas.spark.input;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.file.StoredData;
import org.gradientatlas.data.file.TableBuilder;
import org.gradientatlas.storage.Location;
import org.gradientatlas.table.file.ExactFiles;

/**
 * Reads Parquet files with Spark, which knows all their types. Rows are ordered by file name, then
 * as they stand in the file, however Spark cuts the files.
 */
final class ParquetTable {
  private static final byte[] MAGIC = {'P', 'A', 'R', '1'};

  /** What a row takes beside its numbers, in doubles. */
  private static final int BESIDE_NUMBERS = 8;

  /** Spark says the length of an array, but not of a vector. */
  private static final int TYPICAL_VECTOR = 256;

  private final DataSpec.Table table;
  private final List<Location> files;
  private final SparkSession spark;

  ParquetTable(SparkSession spark, DataSpec.Table table, List<Location> files) {
    this.table = table;
    this.files = files;
    this.spark = spark.newSession();
    // Columns whose names differ by case are two.
    this.spark.conf().set("spark.sql.caseSensitive", "true");
  }

  /**
   * @throws InvalidDataException naming every file that is not Parquet or, if there is none, every
   *     column that is missing or not numeric or, if there is none, the first wrong cell of each
   * @throws IOException if a file cannot be read
   */
  StoredData read() throws IOException {
    requireParquet();
    List<Dataset<Row>> frames = frames();
    var problems = new ArrayList<String>();
    ParquetColumns columns = null;
    for (int i = 0; i < frames.size(); i++) {
      try {
        String name = frames.size() == 1 ? table.path() : files.get(i).text();
        var own = ParquetColumns.of(name, table, columns, frames.get(i).schema());
        columns = columns == null ? own : columns;
      } catch (InvalidDataException e) {
        problems.addAll(e.problems());
      }
    }
    if (columns == null || !problems.isEmpty()) {
      throw new InvalidDataException(problems);
    }
    return read(frames, columns);
  }

  private StoredData read(List<Dataset<Row>> frames, ParquetColumns columns) {
    var builder = new TableBuilder(table, "row");
    var rows = new ArrayList<ParquetRow>();
    for (Dataset<Row> frame : frames) {
      Dataset<Row> wanted = select(frame, columns);
      // Rows come as they are, and are then copied.
      builder.require(2 * bytes(wanted, columns));
      rows.addAll(collect(wanted, columns.features().size()));
    }
    if (rows.isEmpty()) {
      throw new InvalidDataException(table.path() + " holds no rows");
    }
    return build(builder, columns, rows);
  }

  /** One frame for all files, or one for each if their columns are of different types. */
  private List<Dataset<Row>> frames() {
    List<String> paths = files.stream().map(file -> file.path().toString()).toList();
    try {
      return List.of(ExactFiles.merged(spark, paths));
    } catch (Exception e) { // Spark's is checked, and not declared
      if (e instanceof SparkThrowable failed
          && String.valueOf(failed.getErrorClass()).contains("MERGE")) {
        return paths.stream().map(path -> ExactFiles.merged(spark, List.of(path))).toList();
      }
      throw e;
    }
  }

  /** How much the numbers take, by the lengths of all arrays. */
  private static long bytes(Dataset<Row> wanted, ParquetColumns columns) {
    long fixed = BESIDE_NUMBERS;
    Column arrays = lit(0L);
    for (int i = 0; i < columns.features().size(); i++) {
      StructField field = wanted.schema().fields()[i];
      if (field.dataType() instanceof ArrayType) {
        arrays = arrays.plus(abs(size(quoted(field.name()))));
      } else {
        fixed += field.dataType() instanceof NumericType ? 1 : TYPICAL_VECTOR;
      }
    }
    // A sum over thousands of plain columns would be too deep an expression for Spark.
    Row sum = wanted.agg(sum(arrays.plus(lit(fixed)))).first();
    return sum.isNullAt(0) ? 0 : Double.BYTES * sum.getLong(0);
  }

  /** Spark's own message would be about a footer. */
  private void requireParquet() throws IOException {
    var problems = new ArrayList<String>();
    for (Location file : files) {
      try (InputStream in = file.open()) {
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
          problems.add(file.text() + " is not a Parquet file");
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidDataException(problems);
    }
  }

  private static Dataset<Row> select(Dataset<Row> frame, ParquetColumns columns) {
    var selected = new ArrayList<Column>();
    columns.features().forEach(name -> selected.add(quoted(name)));
    selected.add(quoted(columns.label()));
    selected.add(col("_metadata.file_path"));
    selected.add(col("_metadata.row_index"));
    return frame.select(selected.toArray(Column[]::new));
  }

  private static Column quoted(String name) {
    return col("`" + name.replace("`", "``") + "`");
  }

  /** All rows in file order, taken apart on the executors. */
  private List<ParquetRow> collect(Dataset<Row> frame, int features) {
    var context = spark.sparkContext();
    context.setJobDescription("read table");
    try {
      return new ArrayList<>(frame.javaRDD().map(row -> ParquetRow.of(row, features)).collect());
    } finally {
      context.setJobDescription(null);
    }
  }

  private StoredData build(TableBuilder table, ParquetColumns columns, List<ParquetRow> rows) {
    var order = new HashMap<String, Integer>();
    for (int i = 0; i < files.size(); i++) {
      order.put(files.get(i).path().toString(), i);
    }
    rows.sort(ParquetRow.order(order));
    List<String> names = columns.names(rows.get(0).lengths());
    int current = -1;
    for (ParquetRow row : rows) {
      int file = file(order, row);
      if (file != current) {
        table.file(files.get(file).text());
        current = file;
      }
      int number = (int) row.row() + 1;
      String ragged = columns.difference(row.lengths(), rows.get(0).lengths());
      if (ragged.isEmpty()) {
        add(table, row, number, names);
      } else {
        table.refuse(number, ragged);
      }
    }
    return table.data(names::get, names.get(names.size() - 1));
  }

  private static int file(Map<String, Integer> order, ParquetRow row) {
    return java.util.Objects.requireNonNull(order.get(row.file()), row.file());
  }

  private static void add(TableBuilder table, ParquetRow row, int number, List<String> names) {
    table.row(number);
    for (int i = 0; i < row.features().length; i++) {
      table.feature(names.get(i), row.text(i), row.features()[i]);
    }
    table.label(names.get(names.size() - 1), row.labelText(), row.label());
    table.end();
  }
}
