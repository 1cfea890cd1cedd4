package org.gradientatlas.spark.input;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.input_file_block_start;
import static org.apache.spark.sql.functions.input_file_name;
import static org.apache.spark.sql.functions.monotonically_increasing_id;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkThrowable;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.DataSpec.Format;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.problem.NearestName;
import org.gradientatlas.spark.session.SparkCall;

/**
 * Reads a CSV (with a header), LibSVM or Parquet table into memory. Examples are ordered by file
 * name, then row, however Spark partitions the input.
 */
final class TableReader {
  private static final String CORRUPT = "_corrupt_record";

  private TableReader() {}

  /**
   * @throws InvalidDataException naming every column that is missing or not numeric or, if there is
   *     none, every cell (with file and row) that is not a finite number or class
   */
  static Dataset read(SparkSession spark, DataSpec.Table table) {
    requireExists(spark, table.path());
    return SparkCall.ask(
        () -> rows(spark, table),
        failure -> {
          if (failure instanceof SparkThrowable) {
            throw new InvalidDataException(
                table.path() + " cannot be read: " + rootMessage(failure));
          }
        });
  }

  private static Dataset rows(SparkSession spark, DataSpec.Table table) {
    org.apache.spark.sql.Dataset<Row> frame = open(spark, table);
    List<String> features = features(table, frame.schema());
    requireNumeric(table, features, frame.schema());
    return TableRow.dataset(table, collect(frame, features, table.labelColumn()));
  }

  private static void requireExists(SparkSession spark, String name) {
    var path = new Path(name);
    try {
      var found = path.getFileSystem(spark.sessionState().newHadoopConf()).globStatus(path);
      if (found == null || found.length == 0) {
        throw new InvalidDataException(name + " does not exist");
      }
    } catch (IOException e) {
      throw new InvalidDataException(name + " cannot be read: " + e.getMessage());
    }
  }

  private static org.apache.spark.sql.Dataset<Row> open(SparkSession spark, DataSpec.Table table) {
    if (table.format() != Format.CSV) {
      return spark.read().format(table.format().label()).load(table.path());
    }
    // Read cells as text so that messages can quote them, and rows of the wrong length whole.
    var csv = spark.read().option("header", true).option("enforceSchema", false);
    StructType header = csv.csv(table.path()).schema();
    return csv.option("columnNameOfCorruptRecord", CORRUPT)
        .schema(header.add(CORRUPT, DataTypes.StringType))
        .csv(table.path());
  }

  private static List<String> features(DataSpec.Table table, StructType schema) {
    return table.featureColumns().isEmpty()
        ? columns(schema).filter(name -> !name.equals(table.labelColumn())).toList()
        : table.featureColumns();
  }

  private static Stream<String> columns(StructType schema) {
    return Arrays.stream(schema.fieldNames()).filter(name -> !name.equals(CORRUPT));
  }

  private static void requireNumeric(
      DataSpec.Table table, List<String> features, StructType schema) {
    List<String> problems = new ArrayList<>();
    List<String> wanted = new ArrayList<>(features);
    wanted.add(table.labelColumn());
    for (String name : wanted.stream().distinct().toList()) {
      if (Collections.frequency(wanted, name) > 1) {
        problems.add(table.path() + ": column '" + name + "' is named twice");
      }
      boolean mayBeArray = !name.equals(table.labelColumn());
      Arrays.stream(schema.fields())
          .filter(field -> field.name().equals(name))
          .findFirst()
          .ifPresentOrElse(
              field -> {
                if (!isNumeric(table.format(), field, mayBeArray)) {
                  problems.add(
                      "%s: column '%s' is of type %s, not a number"
                          .formatted(table.path(), name, field.dataType().simpleString()));
                }
              },
              () -> problems.add(unknown(table.path(), name, schema)));
    }
    if (features.isEmpty()) {
      problems.add(table.path() + " has no feature column");
    }
    if (!problems.isEmpty()) {
      throw new InvalidDataException(problems);
    }
  }

  private static boolean isNumeric(Format format, StructField field, boolean mayBeArray) {
    DataType type = field.dataType();
    boolean array =
        type.equals(SQLDataTypes.VectorType())
            || (type instanceof ArrayType of && of.elementType() instanceof NumericType);
    return format == Format.CSV || type instanceof NumericType || (mayBeArray && array);
  }

  private static String unknown(String path, String name, StructType schema) {
    List<String> columns = columns(schema).toList();
    String nearest = NearestName.of(name, columns);
    String hint =
        nearest == null
            ? "it has " + String.join(", ", columns.subList(0, Math.min(10, columns.size())))
            : "the nearest is '" + nearest + "'";
    return "%s has no column '%s'; %s".formatted(path, name, hint);
  }

  /** All rows in file order, parsed on the executors. */
  private static List<TableRow> collect(
      org.apache.spark.sql.Dataset<Row> frame, List<String> features, String label) {
    List<Column> columns = new ArrayList<>();
    features.forEach(name -> columns.add(quoted(name)));
    columns.add(quoted(label));
    columns.add(input_file_name());
    columns.add(input_file_block_start());
    columns.add(monotonically_increasing_id());
    if (Arrays.asList(frame.schema().fieldNames()).contains(CORRUPT)) {
      columns.add(col(CORRUPT));
    }
    List<String> names = List.copyOf(features);
    var context = frame.sparkSession().sparkContext();
    context.setJobDescription("read table");
    try {
      List<TableRow> rows =
          new ArrayList<>(
              frame
                  .select(columns.toArray(Column[]::new))
                  .javaRDD()
                  .map(row -> TableRow.of(row, names, label))
                  .collect());
      rows.sort(TableRow.FILE_ORDER);
      return rows;
    } finally {
      context.setJobDescription(null);
    }
  }

  private static Column quoted(String name) {
    return col("`" + name.replace("`", "``") + "`");
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
  }
}
