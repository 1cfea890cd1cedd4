package org.gradientatlas.table.file;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the rows of a trial as bytes, sent from the task that trains to the task that writes.
 * Spark sees a single array: cheap to size and nothing to serialize.
 */
public final class RowCodec {
  private static final int NULL = 0;
  private static final int DOUBLE = 1;
  private static final int INT = 2;
  private static final int LONG = 3;
  private static final int TEXT = 4;
  private static final int TIME = 5;
  private static final int COUNTS = 6;

  private RowCodec() {}

  /** Encodes rows of equal length, with the types that {@code Column} creates. */
  public static byte[] encode(List<Row> rows) {
    var bytes = new ByteArrayOutputStream(rows.size() * 512 + 8);
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(rows.size());
      out.writeInt(rows.isEmpty() ? 0 : rows.get(0).size());
      for (Row row : rows) {
        for (int i = 0; i < row.size(); i++) {
          write(out, row.get(i));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Decodes the rows, one at a time. */
  public static Iterator<Row> decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    return new Rows(in, in.getInt(), in.getInt());
  }

  private static void write(DataOutputStream out, @Nullable Object value) throws IOException {
    if (value == null) {
      out.writeByte(NULL);
    } else if (value instanceof Double number) {
      out.writeByte(DOUBLE);
      out.writeDouble(number);
    } else if (value instanceof Integer number) {
      out.writeByte(INT);
      out.writeInt(number);
    } else if (value instanceof Long number) {
      out.writeByte(LONG);
      out.writeLong(number);
    } else if (value instanceof String text) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      out.writeByte(TEXT);
      out.writeInt(utf8.length);
      out.write(utf8);
    } else if (value instanceof Timestamp time) {
      out.writeByte(TIME);
      out.writeLong(time.toInstant().getEpochSecond());
      out.writeInt(time.getNanos());
    } else {
      out.writeByte(COUNTS);
      counts(out, (long[]) value);
    }
  }

  /** Most counts are 0, so only the others are written. */
  private static void counts(DataOutputStream out, long[] counts) throws IOException {
    int some = 0;
    for (long count : counts) {
      some += count == 0 ? 0 : 1;
    }
    out.writeShort(counts.length);
    out.writeShort(some);
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        out.writeShort(i);
        out.writeLong(counts[i]);
      }
    }
  }

  private static final class Rows implements Iterator<Row> {
    private final ByteBuffer in;
    private final int columns;
    private int left;

    Rows(ByteBuffer in, int rows, int columns) {
      this.in = in;
      this.left = rows;
      this.columns = columns;
    }

    @Override
    public boolean hasNext() {
      return left > 0;
    }

    @Override
    public Row next() {
      if (left-- <= 0) {
        throw new NoSuchElementException();
      }
      @Nullable Object[] values = new Object[columns];
      for (int i = 0; i < columns; i++) {
        values[i] = read();
      }
      return RowFactory.create(values);
    }

    private @Nullable Object read() {
      int type = in.get();
      return switch (type) {
        case NULL -> null;
        case DOUBLE -> in.getDouble();
        case INT -> in.getInt();
        case LONG -> in.getLong();
        case TEXT -> text(in.getInt());
        case TIME -> Timestamp.from(Instant.ofEpochSecond(in.getLong(), in.getInt()));
        case COUNTS -> readCounts();
        default -> throw new IllegalStateException("no such type: " + type);
      };
    }

    private String text(int length) {
      byte[] utf8 = new byte[length];
      in.get(utf8);
      return new String(utf8, StandardCharsets.UTF_8);
    }

    private long[] readCounts() {
      long[] counts = new long[in.getShort()];
      int some = in.getShort();
      for (int i = 0; i < some; i++) {
        counts[in.getShort()] = in.getLong();
      }
      return counts;
    }
  }
}
