package org.gradientatlas.table.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.gradientatlas.storage.ByteRange;

/** The end of a Parquet file, which says where the bytes of each column are. */
public final class ParquetFooter {
  /** The length of the footer and the magic word behind it. */
  public static final int TRAILER = 8;

  private ParquetFooter() {}

  /**
   * The length of the footer with all that is behind it.
   *
   * @param trailer the last {@link #TRAILER} bytes of the file
   */
  public static long length(byte[] trailer) {
    int footer = ByteBuffer.wrap(trailer).order(ByteOrder.LITTLE_ENDIAN).getInt();
    return Integer.toUnsignedLong(footer) + TRAILER;
  }

  /**
   * Where the chunks of each column are; a nested column counts as its outermost one.
   *
   * @param file of which only the footer is read
   * @throws IOException if it cannot be read
   */
  public static Map<String, List<ByteRange>> chunks(Path file, Configuration hadoop)
      throws IOException {
    var input = HadoopInputFile.fromPath(file, hadoop);
    try (var stream = input.newStream()) {
      var chunks = new LinkedHashMap<String, List<ByteRange>>();
      var options = HadoopReadOptions.builder(hadoop).build();
      for (BlockMetaData group : ParquetFileReader.readFooter(input, options, stream).getBlocks()) {
        for (ColumnChunkMetaData chunk : group.getColumns()) {
          long start = chunk.getStartingPos();
          chunks
              .computeIfAbsent(chunk.getPath().toArray()[0], name -> new ArrayList<>())
              .add(new ByteRange(start, start + chunk.getTotalSize()));
        }
      }
      return chunks;
    } catch (RuntimeException e) {
      throw new IOException("it is no Parquet file, or damaged: " + e.getMessage(), e);
    }
  }
}
