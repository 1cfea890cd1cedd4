package org.gradientatlas.spark.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.file.DataFile;
import org.gradientatlas.storage.Location;

/** The files that a study's paths lead to. */
final class DataFiles {
  private final TrustedFileSystems trusted;
  private final Configuration hadoop;

  DataFiles(TrustedFileSystems trusted, Configuration hadoop) {
    this.trusted = trusted;
    this.hadoop = hadoop;
  }

  /**
   * The place of a path.
   *
   * @throws org.gradientatlas.storage.LocationException if it is on no file system that may be read
   */
  Location at(String path) {
    trusted.require(path);
    return Location.of(path, hadoop);
  }

  /**
   * The files of a table: the path itself, or all files below it. What the directories are called
   * says nothing.
   *
   * @throws InvalidDataException if there is none
   * @throws org.gradientatlas.storage.LocationException if the path leads nowhere
   */
  List<Location> below(String path) {
    List<Location> files = at(path).files();
    if (files.isEmpty()) {
      throw new InvalidDataException(path + " holds no file");
    }
    return files;
  }

  /** A file to read, decompressed as its name says: .gz, .bz2 and whatever else Hadoop has. */
  static DataFile file(Location location) {
    return new DataFile() {
      @Override
      public String name() {
        return location.text();
      }

      @Override
      public InputStream open() throws IOException {
        InputStream in = location.open();
        CompressionCodec codec =
            new CompressionCodecFactory(location.system().getConf()).getCodec(location.path());
        return codec == null ? in : codec.createInputStream(in);
      }
    };
  }
}
