package org.gradientatlas.spark.input;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.file.DataFile;
import org.gradientatlas.storage.Location;
import org.gradientatlas.storage.LocationException;
import org.jspecify.annotations.Nullable;

/** The files that a study's paths lead to. */
final class DataFiles {
  /** Hadoop reads some of these in formats of its own, others only with native libraries. */
  private static final Pattern UNREAD =
      Pattern.compile("\\.(zst|lz4|snappy|xz|lzo|zip|7z|passthrough)$");

  private final TrustedFileSystems trusted;
  private final Configuration hadoop;
  private final @Nullable Path output;

  /**
   * @param output where the study's tables go; null if it writes none
   */
  DataFiles(TrustedFileSystems trusted, Configuration hadoop, @Nullable Path output) {
    this.output = output;
    this.trusted = trusted;
    this.hadoop = hadoop;
  }

  /** The tables of the study itself, if its output lies within its data. */
  private boolean isBelowOutput(Location file) {
    return output != null && file.path().toString().startsWith(output + "/");
  }

  /**
   * The place of a path.
   *
   * @throws org.gradientatlas.storage.LocationException if nothing is there, or it is on no file
   *     system that may be read
   */
  Location at(String path) {
    trusted.require(path);
    Location location = Location.of(path, hadoop);
    if (!location.exists()) {
      String nearest = location.nearest();
      throw new LocationException(
          path, "does not exist" + (nearest == null ? "" : "; the nearest is '" + nearest + "'"));
    }
    return location;
  }

  /**
   * The files of a table: the path itself, or all files below it. What the directories are called
   * says nothing.
   *
   * @throws InvalidDataException if there is none
   * @throws org.gradientatlas.storage.LocationException if the path leads nowhere
   */
  List<Location> below(String path) {
    List<Location> files = at(path).files().stream().filter(file -> !isBelowOutput(file)).toList();
    if (files.isEmpty()) {
      throw new InvalidDataException(path + " holds no file");
    }
    return files;
  }

  /** A file to read, decompressed as its name says. */
  static DataFile file(Location location) {
    return new DataFile() {
      @Override
      public String name() {
        return location.text();
      }

      @Override
      public InputStream open() throws IOException {
        return plain(location);
      }
    };
  }

  private static InputStream plain(Location location) throws IOException {
    Matcher unread = UNREAD.matcher(location.text());
    if (unread.find()) {
      throw new LocationException(
          location.text(),
          "is compressed as %s, which is not read; unpack it, or use .gz or .bz2"
              .formatted(unread.group()));
    }
    var in = new BufferedInputStream(location.open());
    CompressionCodec codec =
        new CompressionCodecFactory(location.system().getConf()).getCodec(location.path());
    if (codec instanceof BZip2Codec && !startsWith(in, "BZ")) {
      throw new LocationException(location.text(), "is not a bzip2 file");
    }
    try {
      return codec == null ? in : codec.createInputStream(in);
    } catch (RuntimeException e) {
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
  }

  private static boolean startsWith(InputStream in, String magic) throws IOException {
    in.mark(magic.length());
    String start = new String(in.readNBytes(magic.length()), StandardCharsets.US_ASCII);
    in.reset();
    return start.equals(magic);
  }
}
