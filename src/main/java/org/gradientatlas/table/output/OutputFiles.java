package org.gradientatlas.table.output;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * File operations on an output, on any file system; every failure throws.
 *
 * @param system the output's file system
 */
record OutputFiles(FileSystem system) {
  boolean exists(Path path) throws IOException {
    try {
      return system.exists(path);
    } catch (IllegalArgumentException e) { // a name that this file system cannot have
      return false;
    }
  }

  /** Creates a directory and all above it. */
  void makeDirectory(Path path) throws IOException {
    try {
      if (!system.mkdirs(path)) {
        throw new IOException("cannot create " + path);
      }
    } catch (IllegalArgumentException e) { // a name that this file system cannot have
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Creates an empty file. */
  void touch(Path path) throws IOException {
    system.create(path, true).close();
  }

  /** The age of a file, by the file system's clock. */
  Duration age(Path path) throws IOException {
    Path now = new Path(path.getParent(), "_now." + UUID.randomUUID());
    touch(now);
    long time = system.getFileStatus(now).getModificationTime();
    delete(now);
    return Duration.ofMillis(time - system.getFileStatus(path).getModificationTime());
  }

  void rename(Path from, Path to) throws IOException {
    if (!system.rename(from, to)) {
      throw new IOException("cannot rename " + from + " to " + to);
    }
  }

  /** Removes a file or a whole directory, if it exists. */
  void delete(Path path) throws IOException {
    if (!system.delete(path, true) && system.exists(path)) {
      throw new IOException("cannot delete " + path);
    }
  }

  /** Files of a directory by name; none if it does not exist. */
  FileStatus[] list(Path path) throws IOException {
    try {
      FileStatus[] found = system.listStatus(path);
      Arrays.sort(found);
      return found;
    } catch (FileNotFoundException | IllegalArgumentException e) {
      return new FileStatus[0];
    }
  }

  String read(Path path) throws IOException {
    try (var in = system.open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Writes a draft and renames it, so that readers never see half a file. */
  void write(Path path, String text) throws IOException {
    Path draft = new Path(path.getParent(), "_" + path.getName() + ".draft");
    try (var out = system.create(draft, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    // Local file systems replace atomically on rename; HDFS must be told to overwrite.
    if (!system.rename(draft, path)) {
      FileContext.getFileContext(path.toUri(), system.getConf())
          .rename(draft, path, Options.Rename.OVERWRITE);
    }
  }
}
