package org.gradientatlas.table.store;

import java.io.IOException;
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
    put(path, false, text);
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
