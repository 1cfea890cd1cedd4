package org.gradientatlas.query;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.zip.CRC32C;
import org.apache.hadoop.conf.Configuration;
import org.gradientatlas.storage.AccessFailure;
import org.gradientatlas.storage.ByteRange;
import org.gradientatlas.storage.Location;
import org.gradientatlas.storage.LocationException;
import org.gradientatlas.storage.RangeCopy;
import org.gradientatlas.table.file.ChecksumOutput;
import org.gradientatlas.table.file.ParquetFooter;
import org.gradientatlas.table.output.WaveFile;
import org.jspecify.annotations.Nullable;

/**
 * The local copy of a Parquet file: its footer and the columns that were fetched are at their
 * offsets, and the rest is a hole. Zeros are no page header, so reading a hole fails.
 */
final class FileCopy {
  /** What is read of the end at first: the footer of nearly all files. */
  private static final long TAIL = 64 << 10;

  private final Location from;
  private final Path to;
  private final @Nullable WaveFile wave;
  private Map<String, List<ByteRange>> chunks = Map.of();

  /** What has not been read yet; what is behind it, has. */
  private ByteRange head = new ByteRange(0, 0);

  private boolean opened;

  private FileCopy(Location from, Path to, @Nullable WaveFile wave) {
    this.from = from;
    this.to = to;
    this.wave = wave;
  }

  /** Makes the copy as an empty file. */
  static FileCopy of(Location study, StoredFile file, Path directory) {
    Path to = directory.resolve(file.path().getName());
    try {
      Files.createFile(to);
    } catch (IOException e) {
      throw unwritable(to, e);
    }
    Location from = study.below(directory.getFileName() + "/" + file.path().getName());
    return new FileCopy(from, to, file.wave());
  }

  private static UncheckedIOException unwritable(Path file, IOException e) {
    return new UncheckedIOException(
        new IOException(file + " cannot be written: " + AccessFailure.reason(e), e));
  }

  Path to() {
    return to;
  }

  OptionalLong rows() {
    return wave == null || wave.rows() == null
        ? OptionalLong.empty()
        : OptionalLong.of(wave.rows());
  }

  /** Fetches the footer, unless it is there. */
  void readFooter(Configuration local) {
    if (opened) {
      return;
    }
    long length = length();
    resize(length);
    fetchFrom(Math.max(0, length - TAIL), length);
    try {
      long footer = ParquetFooter.length(trailer(length));
      if (footer > length) {
        throw new IOException("it is no Parquet file, or damaged");
      }
      fetchFrom(length - footer, head.end());
      var path = new org.apache.hadoop.fs.Path(to.toUri());
      chunks = ParquetFooter.chunks(path, local);
    } catch (IOException e) {
      throw new LocationException(from.text(), "cannot be read: " + AccessFailure.reason(e));
    }
    if (head.length() == 0) {
      check();
    }
    opened = true;
  }

  private long length() {
    long length = from.status().getLen();
    if (wave != null && wave.bytes() != length) {
      throw new LocationException(
          from.text(),
          "has %d bytes, and had %d when it was written".formatted(length, wave.bytes()));
    }
    if (length < ParquetFooter.TRAILER) {
      throw new LocationException(
          from.text(), "is no Parquet file: it has %d bytes".formatted(length));
    }
    return length;
  }

  private void resize(long length) {
    try (var file = new RandomAccessFile(to.toFile(), "rw")) {
      file.setLength(length);
    } catch (IOException e) {
      throw unwritable(to, e);
    }
  }

  private void fetchFrom(long start, long end) {
    if (start < end) {
      RangeCopy.copy(from, List.of(new ByteRange(start, end)), to);
      head = new ByteRange(0, start);
    }
  }

  private byte[] trailer(long length) throws IOException {
    try (var file = new RandomAccessFile(to.toFile(), "r")) {
      byte[] trailer = new byte[ParquetFooter.TRAILER];
      file.seek(length - trailer.length);
      file.readFully(trailer);
      return trailer;
    }
  }

  /** What has to be fetched for some columns: all but the footer and the other columns' chunks. */
  List<ByteRange> missing(Predicate<String> columns) {
    var unneeded = new ArrayList<ByteRange>();
    chunks.forEach(
        (column, ranges) -> {
          if (!columns.test(column)) {
            unneeded.addAll(ranges);
          }
        });
    return ByteRange.outside(unneeded, head);
  }

  /** Fetches parts of the file; a file that is fetched as a whole is checked. */
  void fetch(List<ByteRange> ranges) {
    RangeCopy.copy(from, ranges, to);
    if (ranges.equals(List.of(head))) {
      check();
    }
  }

  /** Compares the whole file with its manifest. */
  private void check() {
    String written = wave == null ? null : wave.crc32c();
    if (written == null) {
      return;
    }
    var crc = new CRC32C();
    byte[] buffer = new byte[1 << 16];
    try (var in = Files.newInputStream(to)) {
      for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
        crc.update(buffer, 0, read);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!ChecksumOutput.hex(crc).equals(written)) {
      throw new LocationException(
          from.text(),
          "is damaged: its checksum is %s, and was %s when it was written"
              .formatted(ChecksumOutput.hex(crc), written));
    }
  }
}
