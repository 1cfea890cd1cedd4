package org.gradientatlas.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.gradientatlas.storage.AccessFailure;

/** A directory of this process, which no other user can read, and which goes with it. */
final class TemporaryDirectory implements AutoCloseable {
  private final Path path;
  private final Thread atExit = new Thread(this::delete, "deletes copies of tables");

  private TemporaryDirectory(Path path) {
    this.path = path;
  }

  /**
   * Makes one in {@code java.io.tmpdir}.
   *
   * @throws UncheckedIOException if it cannot be made
   */
  static TemporaryDirectory create() {
    try {
      // Under a name without links, as a confined database compares names.
      var directory =
          new TemporaryDirectory(Files.createTempDirectory("gradient-atlas-").toRealPath());
      Runtime.getRuntime().addShutdownHook(directory.atExit);
      return directory;
    } catch (IOException e) {
      throw failed(System.getProperty("java.io.tmpdir"), e);
    }
  }

  Path path() {
    return path;
  }

  /** Makes a directory in it. */
  Path make(String name) {
    try {
      return Files.createDirectory(path.resolve(name));
    } catch (IOException e) {
      throw failed(path.toString(), e);
    }
  }

  private static UncheckedIOException failed(String where, IOException e) {
    return new UncheckedIOException(
        new IOException(
            "no temporary files can be made in " + where + ": " + AccessFailure.reason(e), e));
  }

  @Override
  public void close() {
    delete();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // This is the exit.
    }
  }

  private void delete() {
    try (var all = Files.walk(path)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // It is gone, or somebody else deletes it.
    }
  }
}
