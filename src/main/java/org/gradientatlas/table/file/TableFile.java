package org.gradientatlas.table.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.IntConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileWriter.Mode;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.datasources.parquet.SparkToParquetSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.gradientatlas.storage.RawLocalFiles;
import org.gradientatlas.table.schema.Table;

/**
 * Writes rows to one Parquet file directly. At 47 columns the code that Spark's writer generates is
 * too large for the JIT compiler: it took 180 microseconds per row where this takes a few.
 */
public final class TableFile implements AutoCloseable {
  /**
   * Small, so that a filter on one cell reads few row groups; see
   * docs/engineering/decisions/0014-parquet-layout.md.
   */
  private static final long ROW_GROUP_BYTES = 4L << 20;

  /** Spark reads types and comments from this footer key; other engines ignore it. */
  public static final String SCHEMA_KEY = "org.apache.spark.sql.parquet.row.metadata";

  private final ChecksumOutput output;
  private final ParquetWriter<Row> writer;
  private long rows;

  /** Starts a file, replacing any existing one. */
  public TableFile(Path path, Table<?> table, Configuration hadoop) throws IOException {
    output = new ChecksumOutput(HadoopOutputFile.fromPath(path, RawLocalFiles.over(hadoop, path)));
    writer = new Builder(output, table.schema(), hadoop).build();
  }

  /** Appends a row. */
  public void add(Row row) throws IOException {
    writer.write(row);
    rows++;
  }

  /** Rows added so far. */
  public long rows() {
    return rows;
  }

  /** Size of the file in bytes, once closed. */
  public long bytes() {
    return output.bytes();
  }

  /** CRC-32C of the file, in hexadecimal digits. */
  public String crc32c() {
    return output.crc32c();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static final class Builder extends ParquetWriter.Builder<Row, Builder> {
    private final StructType schema;

    Builder(OutputFile file, StructType schema, Configuration hadoop) {
      super(file);
      this.schema = schema;
      withConf(hadoop);
      withWriteMode(Mode.OVERWRITE);
      withCompressionCodec(CompressionCodecName.ZSTD);
      withRowGroupSize(ROW_GROUP_BYTES);
      // Measured numbers hardly repeat: dictionaries of them would be built, and dropped.
      for (StructField field : schema.fields()) {
        if (field.dataType().equals(DataTypes.DoubleType)) {
          withDictionaryEncoding(field.name(), false);
        }
      }
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<Row> getWriteSupport(Configuration hadoop) {
      return new Rows(schema);
    }
  }

  /** Passes a row's values to Parquet, column by column, skipping nulls. */
  private static final class Rows extends WriteSupport<Row> {
    private final StructType schema;
    private final String[] names;

    /** Adjacent rows mostly share their texts, which are then encoded once. */
    private final String[] texts;

    private final Binary[] encoded;

    /** Set by Parquet before the first row. */
    @SuppressWarnings("NullAway.Init")
    private RecordConsumer out;

    Rows(StructType schema) {
      this.schema = schema;
      this.names = schema.fieldNames();
      this.texts = new String[names.length];
      this.encoded = new Binary[names.length];
    }

    @Override
    public WriteContext init(Configuration hadoop) {
      var conf = new SQLConf();
      conf.setConfString("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
      MessageType parquet = new SparkToParquetSchemaConverter(conf).convert(schema);
      return new WriteContext(parquet, Map.of(SCHEMA_KEY, schema.json()));
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      out = consumer;
    }

    @Override
    public void write(Row row) {
      out.startMessage();
      for (int i = 0; i < names.length; i++) {
        Object value = row.get(i);
        if (value != null) {
          out.startField(names[i], i);
          if (value instanceof String text) {
            out.addBinary(binary(i, text));
          } else {
            value(value);
          }
          out.endField(names[i], i);
        }
      }
      out.endMessage();
    }

    private Binary binary(int column, String text) {
      if (!text.equals(texts[column])) {
        texts[column] = text;
        encoded[column] = Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8));
      }
      return encoded[column];
    }

    private void value(Object value) {
      if (value instanceof Double number) {
        out.addDouble(number);
      } else if (value instanceof Integer number) {
        out.addInteger(number);
      } else if (value instanceof Long number) {
        out.addLong(number);
      } else if (value instanceof Timestamp time) {
        out.addLong(ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant()));
      } else if (value instanceof Boolean flag) {
        out.addBoolean(flag);
      } else if (value instanceof String[] texts) {
        list(texts.length, i -> out.addBinary(Binary.fromString(texts[i])));
      } else {
        long[] counts = (long[]) value;
        list(counts.length, i -> out.addLong(counts[i]));
      }
    }

    /** The three-level list of the Parquet specification; an empty list has no field. */
    private void list(int size, IntConsumer element) {
      out.startGroup();
      if (size > 0) {
        out.startField("list", 0);
        for (int i = 0; i < size; i++) {
          out.startGroup();
          out.startField("element", 0);
          element.accept(i);
          out.endField("element", 0);
          out.endGroup();
        }
        out.endField("list", 0);
      }
      out.endGroup();
    }
  }
}
