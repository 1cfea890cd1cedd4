package org.gradientatlas.table.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.gradientatlas.table.schema.ColumnNames;
import org.gradientatlas.table.schema.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was written, read back in every way in which a row can be read. */
class RowCursorTest {
  private static final String HISTOGRAM = "grad_log2_histogram";
  private static final List<String> COLUMNS =
      List.of(
          ColumnNames.TRIAL_ID,
          ColumnNames.LAYER,
          ColumnNames.DELTA_RMS,
          ColumnNames.GRAD_NONFINITE_COUNT,
          HISTOGRAM,
          "not_in_the_file");

  @TempDir java.nio.file.Path scratch;
  private final Random random = new Random(3);

  /** Enough rows for several row groups and pages. */
  private List<Row> write(String name, int rows) throws IOException {
    var all = new ArrayList<Row>();
    try (var file = new TableFile(path(name), Tables.LAYERS, new Configuration(false))) {
      for (int i = 0; i < rows; i++) {
        Object[] values = new Object[Tables.LAYERS.schema().size()];
        for (int c = 0; c < values.length; c++) {
          StructField field = Tables.LAYERS.schema().fields()[c];
          values[c] = random.nextInt(5) == 0 ? null : value(field.dataType(), i);
        }
        values[Tables.LAYERS.schema().fieldIndex(ColumnNames.TRIAL_ID)] = "trial " + i / 7;
        all.add(RowFactory.create(values));
        file.add(all.get(i));
      }
    }
    return all;
  }

  private Object value(DataType type, int row) {
    if (type.equals(DataTypes.DoubleType)) {
      return random.nextDouble();
    }
    if (type.equals(DataTypes.IntegerType)) {
      return row;
    }
    if (type.equals(DataTypes.LongType)) {
      return (long) row;
    }
    return type instanceof ArrayType
        ? random.longs(1 + random.nextInt(100)).toArray()
        : "text " + row % 11;
  }

  private Path path(String name) {
    return new Path(scratch.resolve(name).toUri());
  }

  private RowCursor read() {
    return new RowCursor(
        List.of(path("a.parquet"), path("b.parquet")), new Configuration(false), COLUMNS);
  }

  private static Object of(Row row, String column) {
    return row.get(Tables.LAYERS.schema().fieldIndex(column));
  }

  @Test
  void everyValueIsWhatWasWrittenAlsoBehindValuesThatNobodyRead() throws IOException {
    List<Row> written = new ArrayList<>(write("a.parquet", 9000));
    written.addAll(write("b.parquet", 50));
    try (RowCursor rows = read()) {
      for (int i = 0; i < written.size(); i++) {
        assertThat(rows.next()).isTrue();
        Row expected = written.get(i);
        assertThat(rows.isNull("not_in_the_file")).isTrue();
        if (random.nextBoolean()) {
          assertThat(rows.word(ColumnNames.TRIAL_ID)).isEqualTo(of(expected, "trial_id"));
        }
        if (random.nextBoolean()) {
          Double real = (Double) of(expected, ColumnNames.DELTA_RMS);
          assertThat((Double) rows.real(ColumnNames.DELTA_RMS))
              .isEqualTo(real == null ? Double.valueOf(Double.NaN) : real);
        }
        if (random.nextBoolean()) {
          assertThat(rows.whole(ColumnNames.LAYER)).isEqualTo(of(expected, ColumnNames.LAYER));
        }
        if (random.nextBoolean()) {
          Number count = (Number) of(expected, ColumnNames.GRAD_NONFINITE_COUNT);
          assertThat(rows.count(ColumnNames.GRAD_NONFINITE_COUNT))
              .isEqualTo(count == null ? 0 : count.intValue());
        }
        if (random.nextBoolean()) {
          assertThat(rows.column(HISTOGRAM).counts()).isEqualTo(of(expected, HISTOGRAM));
        }
      }
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void aColumnThatWasNotAskedForIsAnError() throws IOException {
    write("a.parquet", 1);
    write("b.parquet", 1);
    try (RowCursor rows = read()) {
      rows.next();
      assertThatThrownBy(() -> rows.real(ColumnNames.ACT_SD))
          .hasMessageStartingWith("act_sd is none of [trial_id, layer");
    }
  }

  @Test
  void withoutFilesThereAreNoRows() throws IOException {
    try (var none = new RowCursor(List.of(), new Configuration(false), COLUMNS)) {
      assertThat(none.next()).isFalse();
    }
  }
}
