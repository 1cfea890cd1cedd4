package org.gradientatlas.table.output;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One Parquet file of a wave.
 *
 * @param table that it belongs to
 * @param name in the directory of its table
 * @param staged name in the staging directory of its table: an attempt of a task that Spark has
 *     given up may still write another
 * @param rows how many it has; null in outputs of versions that wrote no manifests
 * @param crc32c of all its bytes, in hexadecimal digits; null there too
 */
public record WaveFile(
    String table,
    String name,
    String staged,
    long bytes,
    @Nullable Long rows,
    @Nullable String crc32c)
    implements Serializable {

  /** The name of a part of a wave's table. */
  public static String name(int wave, int part) {
    return "wave-%06d-%03d.parquet".formatted(wave, part);
  }

  /** Table and name. */
  String path() {
    return table + "/" + name;
  }
}
