package org.gradientatlas.table.file;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Some columns of a row group, read without Spark. All columns are decoded, so that damage anywhere
 * throws.
 *
 * @param texts text columns by name
 * @param numbers int columns by name; null is -1
 */
@SuppressWarnings("ArrayRecordComponent")
public record RowGroupColumns(int rows, Map<String, String[]> texts, Map<String, int[]> numbers) {

  /**
   * Reads a file to its end, one row group at a time.
   *
   * @param kept names of the text or int columns to keep; columns that a file lacks are skipped
   * @throws IOException if anything in it does not decode
   */
  public static void read(
      Path file, Configuration hadoop, List<String> kept, Consumer<RowGroupColumns> each)
      throws IOException {
    var options = HadoopReadOptions.builder(hadoop).usePageChecksumVerification(true).build();
    try (var reader = ParquetFileReader.open(HadoopInputFile.fromPath(file, hadoop), options)) {
      var meta = reader.getFileMetaData();
      for (var group = reader.readNextRowGroup();
          group != null;
          group = reader.readNextRowGroup()) {
        var store =
            new ColumnReadStoreImpl(
                group, new NoConverter(meta.getSchema()), meta.getSchema(), meta.getCreatedBy());
        each.accept(columns(group, store, meta.getSchema().getColumns(), kept));
      }
    }
  }

  /** The text in a row; null if the column is missing. */
  public @Nullable String text(String column, int row) {
    String[] all = texts.get(column);
    return all == null ? null : all[row];
  }

  /** The number in a row; -1 if the column is missing. */
  public int number(String column, int row) {
    int[] all = numbers.get(column);
    return all == null ? -1 : all[row];
  }

  private static RowGroupColumns columns(
      PageReadStore group,
      ColumnReadStoreImpl store,
      List<ColumnDescriptor> all,
      List<String> kept) {
    int rows = Math.toIntExact(group.getRowCount());
    var columns = new RowGroupColumns(rows, new HashMap<>(), new HashMap<>());
    for (ColumnDescriptor column : all) {
      var values =
          new Values(
              column,
              store.getColumnReader(column),
              group.getPageReader(column).getTotalValueCount());
      columns.decode(values, kept.contains(values.name()));
    }
    return columns;
  }

  private void decode(Values values, boolean keep) {
    ColumnReader reader = values.reader();
    switch (values.column().getPrimitiveType().getPrimitiveTypeName()) {
      case BINARY -> values.texts(keep ? newTexts(values.name()) : null);
      case INT32 -> values.numbers(keep ? newNumbers(values.name()) : null);
      case INT64 -> values.each(i -> reader.getLong());
      case DOUBLE -> values.each(i -> reader.getDouble());
      case BOOLEAN -> values.each(i -> reader.getBoolean());
      default -> throw new IllegalStateException("no column of ours is " + values.column());
    }
  }

  private String[] newTexts(String name) {
    return texts.computeIfAbsent(name, n -> new String[rows]);
  }

  private int[] newNumbers(String name) {
    int[] all = new int[rows];
    Arrays.fill(all, -1);
    numbers.put(name, all);
    return all;
  }

  /** The values of one column of a row group, including nulls. */
  private record Values(ColumnDescriptor column, ColumnReader reader, long count) {
    String name() {
      return column.getPath()[0];
    }

    void each(IntConsumer value) {
      for (int i = 0; i < count; i++) {
        if (reader.getCurrentDefinitionLevel() == column.getMaxDefinitionLevel()) {
          value.accept(i);
        }
        reader.consume();
      }
    }

    void numbers(int @Nullable [] into) {
      each(
          i -> {
            int number = reader.getInteger();
            if (into != null) {
              into[i] = number;
            }
          });
    }

    /** Adjacent values are often equal and then share one String. */
    void texts(String @Nullable [] into) {
      var last =
          new Object() {
            Binary bytes = Binary.EMPTY;
            String text = "";
          };
      each(
          i -> {
            Binary bytes = reader.getBinary();
            if (into != null) {
              if (!bytes.equals(last.bytes)) {
                last.bytes = bytes.copy();
                last.text = bytes.toStringUsingUTF8();
              }
              into[i] = last.text;
            }
          });
    }
  }
}
