package org.gradientatlas.table.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Disks of this machine. They fail for good or not at all. */
final class LocalStore extends RenamingStore {
  LocalStore(FileSystem system) {
    super(system, Patience.NONE);
  }

  /** Hadoop's local file system checks, then creates; this is one step. */
  @Override
  void createNew(Path path, byte[] text) throws IOException {
    var file = java.nio.file.Path.of(path.toUri().getPath());
    write(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), text, path);
  }
}
