package org.gradientatlas.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.hadoop.fs.FSDataInputStream;

/** Copies parts of a file to the same offsets of a local file, which keeps holes elsewhere. */
public final class RangeCopy {
  private static final int BUFFER = 1 << 20;

  private RangeCopy() {}

  /**
   * Copies ranges of a file.
   *
   * @param to a local file that exists
   * @throws LocationException if the file is missing, may not be read or is shorter
   * @throws UncheckedIOException if its file system is down, or the copy cannot be written
   */
  public static void copy(Location from, List<ByteRange> ranges, Path to) {
    try (FSDataInputStream in = from.open();
        FileChannel out = FileChannel.open(to, StandardOpenOption.WRITE)) {
      byte[] buffer = new byte[BUFFER];
      for (ByteRange range : ranges) {
        in.seek(range.start());
        for (long at = range.start(); at < range.end(); ) {
          int read = in.read(buffer, 0, (int) Math.min(BUFFER, range.end() - at));
          if (read < 0) {
            throw new LocationException(from.text(), "ends at byte " + at + ": it has changed");
          }
          write(out, ByteBuffer.wrap(buffer, 0, read), at, to);
          at += read;
        }
      }
    } catch (IOException | RuntimeException e) {
      throw AccessFailure.of(from.text(), e);
    }
  }

  private static void write(FileChannel out, ByteBuffer bytes, long at, Path to) {
    try {
      for (long offset = at; bytes.hasRemaining(); ) {
        offset += out.write(bytes, offset);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException(to + " cannot be written: " + AccessFailure.reason(e), e));
    }
  }
}
