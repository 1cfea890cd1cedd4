package org.gradientatlas.table.output;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One Parquet file of a wave.
 *
 * @param table its table
 * @param name file name in the table's directory
 * @param staged the name under which it was written, before the wave was committed
 * @param rows number of rows; null if committed by a version without manifests
 * @param crc32c checksum of all bytes, in hexadecimal digits; null in the same case
 */
public record WaveFile(
    String table,
    String name,
    String staged,
    long bytes,
    @Nullable Long rows,
    @Nullable String crc32c)
    implements Serializable {

  /** The file name of one part of a wave's table. */
  public static String name(int wave, int part) {
    return "wave-%06d-%03d.parquet".formatted(wave, part);
  }

  /** The same, for one attempt of a task of one run. */
  static String name(int wave, int part, String run, long attempt) {
    return "wave-%06d-%03d-%s-%d.parquet".formatted(wave, part, run, attempt);
  }

  /** The path relative to the output directory. */
  String path() {
    return table + "/" + name;
  }
}
