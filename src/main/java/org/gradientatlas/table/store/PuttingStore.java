package org.gradientatlas.table.store;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIOException;

/**
 * Stores of objects, such as S3: an object appears whole when its stream is closed, in place of an
 * older one. A rename is a copy and a deletion, and nothing here renames.
 */
final class PuttingStore extends Store {
  /** Of S3A since Hadoop 3.4.2: a put that fails if there is an object, by If-None-Match. */
  private static final String CONDITIONAL = "fs.option.create.conditional.overwrite";

  PuttingStore(FileSystem system) {
    super(system, Patience.FOR_SECONDS);
  }

  @Override
  public boolean renames() {
    return false;
  }

  @Override
  public boolean createsOnce(Path path) throws IOException {
    return system().hasPathCapability(path, CONDITIONAL);
  }

  @Override
  void createNew(Path path, byte[] text) throws IOException {
    if (createsOnce(path)) {
      try (var out = builder(path).overwrite(false).must(CONDITIONAL, true).build()) {
        out.write(text);
      } catch (PathIOException e) { // what S3A makes of a condition that does not hold
        var taken = new FileAlreadyExistsException(path.toString());
        taken.initCause(e);
        throw taken;
      }
    } else {
      put(path, false, text);
    }
  }

  /** Hadoop returns a raw type. */
  @SuppressWarnings("unchecked")
  private FSDataOutputStreamBuilder<FSDataOutputStream, ?> builder(Path path) {
    return system().createFile(path);
  }

  /** Not in one step: for what versions have staged that took such a store for a disk. */
  @Override
  public void move(Path from, Path to) throws IOException {
    delete(to);
    rename(from, to);
  }

  @Override
  public void replace(Path path, byte[] bytes) throws IOException {
    persist(
        () -> {
          put(path, true, bytes);
          return path;
        });
  }
}
