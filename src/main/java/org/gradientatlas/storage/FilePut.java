package org.gradientatlas.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/** Replaces a small file so that readers see the old one or the new one, never a part. */
public final class FilePut {
  /** Stores where a file appears when it is closed, and where a rename copies. */
  private static final Set<String> STORES = Set.of("s3a", "s3", "s3n", "gs", "oss", "cosn", "obs");

  private FilePut() {}

  /**
   * Puts a local file in place of another, which need not exist.
   *
   * @throws IOException if it cannot be read or written
   */
  public static void put(java.nio.file.Path local, Location to) throws IOException {
    byte[] bytes = Files.readAllBytes(local);
    FileSystem system = to.system();
    if (STORES.contains(to.path().toUri().getScheme().toLowerCase(Locale.ROOT))) {
      write(system, to.path(), bytes);
      return;
    }
    Path draft = new Path(to.path().getParent(), "_" + to.path().getName() + ".draft");
    write(system, draft, bytes);
    if (!system.rename(draft, to.path())) {
      FileContext.getFileContext(to.path().toUri(), system.getConf())
          .rename(draft, to.path(), Options.Rename.OVERWRITE);
    }
  }

  private static void write(FileSystem system, Path path, byte[] bytes) throws IOException {
    try (var out = system.create(path, true)) {
      out.write(bytes);
    }
  }
}
