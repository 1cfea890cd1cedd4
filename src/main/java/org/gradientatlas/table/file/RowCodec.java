package org.gradientatlas.table.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
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
  private static final byte NULL = 0;
  private static final byte DOUBLE = 1;
  private static final byte INT = 2;
  private static final byte LONG = 3;
  private static final byte TEXT = 4;
  private static final byte TIME = 5;
  private static final byte COUNTS = 6;

  /** Of a row of layers, about. */
  private static final int BYTES_A_ROW = 600;

  private RowCodec() {}

  /** Encodes rows of equal length, with the types that {@code Column} creates. */
  public static byte[] encode(List<Row> rows) {
    var out = new Bytes(rows.size() * BYTES_A_ROW + 8);
    out.room(8).putInt(rows.size()).putInt(rows.isEmpty() ? 0 : rows.get(0).size());
    for (Row row : rows) {
      for (int i = 0; i < row.size(); i++) {
        write(out, row.get(i));
      }
    }
    return out.written();
  }

  /** Decodes the rows, one at a time. */
  public static Iterator<Row> decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    return new Rows(in, in.getInt(), in.getInt());
  }

  private static void write(Bytes out, @Nullable Object value) {
    if (value == null) {
      out.room(1).put(NULL);
    } else if (value instanceof Double number) {
      out.room(9).put(DOUBLE).putDouble(number);
    } else if (value instanceof Integer number) {
      out.room(5).put(INT).putInt(number);
    } else if (value instanceof Long number) {
      out.room(9).put(LONG).putLong(number);
    } else if (value instanceof String text) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      out.room(5 + utf8.length).put(TEXT).putInt(utf8.length).put(utf8);
    } else if (value instanceof Timestamp time) {
      out.room(13).put(TIME).putLong(time.toInstant().getEpochSecond()).putInt(time.getNanos());
    } else {
      counts(out, (long[]) value);
    }
  }

  /** Most counts are 0, so only the others are written. */
  private static void counts(Bytes out, long[] counts) {
    int some = 0;
    for (long count : counts) {
      some += count == 0 ? 0 : 1;
    }
    ByteBuffer in = out.room(5 + 10 * some);
    in.put(COUNTS).putShort((short) counts.length).putShort((short) some);
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        in.putShort((short) i).putLong(counts[i]);
      }
    }
  }

  /** Bytes that grow; a stream would lock and look at its size for each of them. */
  private static final class Bytes {
    private ByteBuffer bytes;

    Bytes(int size) {
      bytes = ByteBuffer.allocate(size);
    }

    /** The buffer, with room for some bytes more. */
    ByteBuffer room(int more) {
      if (bytes.remaining() < more) {
        int size = Math.max(2 * bytes.capacity(), bytes.position() + more);
        bytes = ByteBuffer.allocate(size).put(bytes.flip());
      }
      return bytes;
    }

    byte[] written() {
      return Arrays.copyOf(bytes.array(), bytes.position());
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
