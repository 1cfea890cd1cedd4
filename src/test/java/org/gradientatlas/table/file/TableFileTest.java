package org.gradientatlas.table.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.gradientatlas.SparkForTests;
import org.gradientatlas.table.schema.DiagnosisTables;
import org.gradientatlas.table.schema.Table;
import org.gradientatlas.table.schema.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What other readers find in the files: DuckDB in their footers, Spark in their schemas. */
class TableFileTest {
  private static final int CELLS = 300;
  private static final int ROWS_A_CELL = 200;

  @TempDir Path scratch;

  static Stream<Table<?>> tables() {
    return Stream.concat(Tables.ALL.stream(), DiagnosisTables.ALL.stream());
  }

  /** Rows of cells side by side, each with numbers that do not repeat. */
  private Path write(Table<?> table, int cells, int rowsOfEach) throws IOException {
    Path file = scratch.resolve(table.name() + ".parquet");
    StructType schema = table.schema();
    var random = new Random(1);
    try (var out =
        new TableFile(
            new org.apache.hadoop.fs.Path(file.toUri()), table, new Configuration(false))) {
      for (int row = 0; row < cells * rowsOfEach; row++) {
        Object[] values = new Object[schema.size()];
        for (int i = 0; i < values.length; i++) {
          StructField field = schema.fields()[i];
          values[i] =
              field.name().equals("depth") ? row / rowsOfEach : value(field.dataType(), random);
        }
        out.add(RowFactory.create(values));
      }
    }
    return file;
  }

  private static Object value(DataType type, Random random) {
    if (type.equals(DataTypes.DoubleType)) {
      return random.nextDouble();
    }
    if (type.equals(DataTypes.IntegerType)) {
      return random.nextInt(50);
    }
    if (type.equals(DataTypes.LongType)) {
      return 0L;
    }
    if (type.equals(DataTypes.TimestampType)) {
      return Timestamp.valueOf("2026-01-02 03:04:05.000006");
    }
    if (type.equals(DataTypes.BooleanType)) {
      return true;
    }
    if (type instanceof ArrayType array) {
      return array.elementType().equals(DataTypes.LongType) ? new long[96] : new String[] {"a"};
    }
    return "text";
  }

  private static String ask(String query) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return String.valueOf(row.getObject(1));
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyColumnSaysWhatItMeansAndNoTimestampIsOfTheOldKind(Table<?> table) throws Exception {
    Path file = write(table, 1, 2);
    StructType read = SparkForTests.session().read().parquet(file.toString()).schema();
    assertThat(read.fieldNames()).containsExactly(table.schema().fieldNames());
    for (StructField field : table.schema().fields()) {
      StructField found = read.apply(field.name());
      assertThat(found.getComment().get())
          .as(field.name())
          .isEqualTo(field.getComment().get())
          .hasSizeGreaterThan(8);
      assertThat(found.dataType().sql()).isEqualTo(field.dataType().sql());
    }
    assertThat(ask("SELECT count(*) FROM parquet_schema('" + file + "') WHERE type = 'INT96'"))
        .isEqualTo("0");
    assertThat(
            ask(
                "SELECT count(*) FROM parquet_metadata('"
                    + file
                    + "') WHERE compression <> 'ZSTD' OR stats_null_count IS NULL"))
        .isEqualTo("0");
  }

  @Test
  void aTimestampIsAnInstantToTheMicrosecond() throws Exception {
    Path file = write(Tables.TRIALS, 1, 1);
    assertThat(ask("SELECT typeof(finished_at) || epoch_us(finished_at) FROM '" + file + "'"))
        .isEqualTo("TIMESTAMP WITH TIME ZONE1767323045000006");
  }

  @Test
  void aFilterOnOneCellReadsASmallPartOfAFile() throws Exception {
    Path file = write(Tables.LAYERS, CELLS, ROWS_A_CELL);
    assertThat(
            Integer.parseInt(
                ask("SELECT num_row_groups FROM parquet_file_metadata('" + file + "')")))
        .as("row groups that readers can do without")
        .isBetween(4, 50);
    String share =
        """
        SELECT sum(bytes) FILTER (least <= 77 AND most >= 77) / sum(bytes)
        FROM (
          SELECT row_group_id, sum(total_compressed_size) AS bytes,
            max(try_cast(stats_min_value AS INT)) FILTER (path_in_schema = 'depth') AS least,
            max(try_cast(stats_max_value AS INT)) FILTER (path_in_schema = 'depth') AS most
          FROM parquet_metadata('%s') GROUP BY row_group_id)
        """
            .formatted(file);
    assertThat(Double.parseDouble(ask(share))).isPositive().isLessThan(0.3);
    assertThat(ask("SELECT count(*) FROM '" + file + "' WHERE depth = 77"))
        .isEqualTo(Integer.toString(ROWS_A_CELL));
  }
}
