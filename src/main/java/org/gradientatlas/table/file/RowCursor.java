package org.gradientatlas.table.file;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.gradientatlas.storage.RawLocalFiles;
import org.jspecify.annotations.Nullable;

/**
 * Some columns of Parquet files, one row after the other, read without Spark and without an object
 * for each row. A column that a file lacks is null. Where there are many rows, columns are asked
 * for once: {@link #column}.
 */
public final class RowCursor implements AutoCloseable {
  private final Queue<Path> files;
  private final Configuration hadoop;
  private final List<String> names;
  private final Map<String, ColumnCursor> columns = new HashMap<>();
  private final ColumnCursor[] inOrder;
  private @Nullable ParquetFileReader file;
  private long left;

  /**
   * @param files read one after the other
   * @param columns names of columns of numbers, texts, flags, times or lists of counts or texts
   */
  public RowCursor(List<Path> files, Configuration hadoop, List<String> columns) {
    this.files = new ArrayDeque<>(files);
    this.hadoop = files.isEmpty() ? hadoop : RawLocalFiles.over(hadoop, files.get(0));
    this.names = columns.stream().distinct().toList();
    columns.forEach(name -> this.columns.put(name, new ColumnCursor()));
    this.inOrder = this.columns.values().toArray(ColumnCursor[]::new);
  }

  /**
   * Moves to the next row; the first call moves to the first one.
   *
   * @return whether there is one
   * @throws IOException if a file cannot be read
   */
  public boolean next() throws IOException {
    if (left > 1) {
      left--;
      for (ColumnCursor column : inOrder) {
        column.advance();
      }
      return true;
    }
    left = 0;
    while (left == 0) {
      ParquetFileReader reader = file;
      PageReadStore group = reader == null ? null : reader.readNextRowGroup();
      if (reader != null && group != null) {
        open(reader.getFileMetaData(), group);
      } else if (!nextFile()) {
        return false;
      }
    }
    return true;
  }

  private boolean nextFile() throws IOException {
    close();
    Path path = files.poll();
    if (path == null) {
      return false;
    }
    var options = HadoopReadOptions.builder(hadoop).usePageChecksumVerification(true).build();
    var opened = ParquetFileReader.open(HadoopInputFile.fromPath(path, hadoop), options);
    file = opened;
    MessageType all = opened.getFileMetaData().getSchema();
    opened.setRequestedSchema(
        new MessageType(
            all.getName(),
            names.stream().filter(all::containsField).map(name -> all.getType(name)).toList()));
    return true;
  }

  private void open(FileMetaData meta, PageReadStore group) {
    MessageType all = meta.getSchema();
    var store = new ColumnReadStoreImpl(group, new NoConverter(all), all, meta.getCreatedBy());
    columns.values().forEach(ColumnCursor::close);
    for (ColumnDescriptor column : all.getColumns()) {
      ColumnCursor asked = columns.get(column.getPath()[0]);
      if (asked != null) {
        asked.open(store.getColumnReader(column), column);
      }
    }
    left = group.getRowCount();
  }

  /** A column, which moves with the rows. */
  public ColumnCursor column(String name) {
    ColumnCursor column = columns.get(name);
    if (column == null) {
      throw new IllegalArgumentException(name + " is none of " + names);
    }
    return column;
  }

  /** Whether a value is null. */
  public boolean isNull(String column) {
    return column(column).isNull();
  }

  /** A number; NaN for null. */
  public double real(String column) {
    return column(column).real();
  }

  /** A whole number; 0 for null. */
  public int count(String column) {
    return column(column).count();
  }

  /** A whole number; null for null. */
  public @Nullable Integer whole(String column) {
    return column(column).whole();
  }

  /** A text; null for null. */
  public @Nullable String text(String column) {
    return column(column).text();
  }

  /** A text that is there, as in every row of ours. */
  public String word(String column) {
    return column(column).word();
  }

  @Override
  public void close() throws IOException {
    ParquetFileReader open = file;
    file = null;
    if (open != null) {
      open.close();
    }
  }
}
