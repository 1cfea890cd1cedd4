package org.gradientatlas.table.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/** One column of a {@link RowCursor}, at its present row. Null in files that lack it. */
public final class ColumnCursor {
  private @Nullable ColumnReader reader;
  private PrimitiveTypeName type = PrimitiveTypeName.BINARY;
  private int defined;

  /** Adjacent texts are often equal and then share one String. */
  private Binary bytes = Binary.EMPTY;

  private String text = "";
  private long[] list = new long[64];

  /** A list that was taken has moved the reader to the next row. */
  private boolean ahead;

  ColumnCursor() {}

  /** The file lacks it. */
  void close() {
    reader = null;
  }

  /** Moves to the first row of a row group. */
  void open(ColumnReader ofGroup, ColumnDescriptor column) {
    reader = ofGroup;
    type = column.getPrimitiveType().getPrimitiveTypeName();
    defined = column.getMaxDefinitionLevel();
    ahead = false;
  }

  void advance() {
    if (ahead || reader == null) {
      ahead = false;
      return;
    }
    do {
      if (reader.getCurrentDefinitionLevel() == defined) {
        reader.skip(); // nothing if it was read
      }
      reader.consume();
    } while (reader.getCurrentRepetitionLevel() > 0);
  }

  private @Nullable ColumnReader there() {
    return reader != null && reader.getCurrentDefinitionLevel() == defined ? reader : null;
  }

  /** Whether it is null. */
  public boolean isNull() {
    return there() == null;
  }

  /** A number; NaN for null. */
  public double real() {
    ColumnReader there = there();
    return there == null ? Double.NaN : there.getDouble();
  }

  /** A whole number; 0 for null. */
  public int count() {
    ColumnReader there = there();
    if (there == null) {
      return 0;
    }
    return type == PrimitiveTypeName.INT64 ? Math.toIntExact(there.getLong()) : there.getInteger();
  }

  /** A whole number; null for null. */
  public @Nullable Integer whole() {
    return isNull() ? null : (Integer) count();
  }

  /** A 64-bit number, or a time in microseconds; 0 for null. */
  public long time() {
    ColumnReader there = there();
    return there == null ? 0 : there.getLong();
  }

  /** Whether a flag is set; false for null. */
  public boolean flag() {
    ColumnReader there = there();
    return there != null && there.getBoolean();
  }

  /** A text; null for null. */
  public @Nullable String text() {
    ColumnReader there = there();
    return there == null ? null : text(there);
  }

  private String text(ColumnReader there) {
    Binary now = there.getBinary();
    if (!now.equals(bytes)) {
      bytes = now.copy();
      text = bytes.toStringUsingUTF8();
    }
    return text;
  }

  /** A text that is there, as in every row of ours. */
  public String word() {
    return String.valueOf(text());
  }

  /** A list of counts, which can be taken once; null for null. */
  public long @Nullable [] counts() {
    ColumnReader there = there();
    if (there == null) {
      return null;
    }
    int size = 0;
    do {
      if (size == list.length) {
        list = Arrays.copyOf(list, 2 * size);
      }
      list[size++] = there.getLong();
      there.consume();
    } while (there.getCurrentRepetitionLevel() > 0);
    ahead = true;
    return Arrays.copyOf(list, size);
  }

  /** A list of texts, which can be taken once; empty for null. */
  public List<String> texts() {
    ColumnReader there = there();
    var texts = new ArrayList<String>();
    if (there != null) {
      do {
        texts.add(text(there));
        there.consume();
      } while (there.getCurrentRepetitionLevel() > 0);
      ahead = true;
    }
    return texts;
  }

  /** The value as Spark would give it: a number, a text, or null. */
  public @Nullable Object value() {
    ColumnReader there = there();
    if (there == null) {
      return null;
    }
    return switch (type) {
      case BINARY -> text(there);
      case INT32 -> there.getInteger();
      case INT64 -> there.getLong();
      case DOUBLE -> there.getDouble();
      case BOOLEAN -> there.getBoolean();
      default -> throw new IllegalStateException("no column of ours is " + type);
    };
  }
}
