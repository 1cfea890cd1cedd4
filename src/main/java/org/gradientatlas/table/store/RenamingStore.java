package org.gradientatlas.table.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/** HDFS, and whatever else renames a file in one step. */
sealed class RenamingStore extends Store permits LocalStore {
  private static final String DRAFT = ".draft";

  RenamingStore(FileSystem system, Patience patience) {
    super(system, patience);
  }

  static boolean isDraft(String name) {
    return name.startsWith("_") && name.endsWith(DRAFT);
  }

  @Override
  public boolean renames() {
    return true;
  }

  @Override
  public boolean createsOnce(Path path) {
    return true;
  }

  @Override
  void createNew(Path path, byte[] text) throws IOException {
    write(system().create(path, false), text, path);
  }

  /** Writes a file that this process has just created: empty, it would pass for another run's. */
  final void write(OutputStream created, byte[] text, Path path) throws IOException {
    try (created) {
      created.write(text);
    } catch (IOException e) {
      try {
        system().delete(path, false);
      } catch (IOException stays) {
        e.addSuppressed(stays);
      }
      throw e;
    }
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    persist(
        () -> {
          try {
            put(from, to);
          } catch (FileNotFoundException e) {
            // An earlier attempt may have done it, although its answer was lost.
            if (!system().exists(to)) {
              throw e;
            }
          }
          return to;
        });
  }

  /** Writes a draft of its own, because a run that has lost its lock may still be writing. */
  @Override
  public void replace(Path path, byte[] bytes) throws IOException {
    Path draft = new Path(path.getParent(), "_" + path.getName() + "." + UUID.randomUUID() + DRAFT);
    persist(
        () -> {
          put(draft, true, bytes);
          put(draft, path);
          return path;
        });
  }

  /** Local file systems replace on a rename; HDFS must be told to. */
  private void put(Path draft, Path path) throws IOException {
    if (!system().rename(draft, path)) {
      FileContext.getFileContext(path.toUri(), system().getConf())
          .rename(draft, path, Options.Rename.OVERWRITE);
    }
  }
}
