package org.gradientatlas.table.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.gradientatlas.storage.ObjectStores;

/**
 * The file system of an output. There are two kinds: where a file can be renamed in one step, and
 * where a file appears whole when it is closed and a rename is a copy. Every failure throws; what
 * may succeed in a moment is tried again first.
 */
public abstract sealed class Store permits RenamingStore, PuttingStore {
  /** Begins the names of empty files that {@link #age} asks for the time, for a moment. */
  private static final String CLOCK = "_now.";

  private final FileSystem system;
  private final Patience patience;

  Store(FileSystem system, Patience patience) {
    this.system = system;
    this.patience = patience;
  }

  /** The store of a directory, without looking whether it exists. */
  public static Store of(FileSystem system, Path directory) throws IOException {
    String scheme = system.getUri().getScheme();
    if (scheme.equals("file")) {
      return new LocalStore(system);
    }
    // Not every file system says so of itself.
    return ObjectStores.have(scheme)
            || system.hasPathCapability(directory, CommonPathCapabilities.ABORTABLE_STREAM)
        ? new PuttingStore(system)
        : new RenamingStore(system, Patience.FOR_SECONDS);
  }

  /** Hadoop's file system, for reading. */
  public FileSystem system() {
    return system;
  }

  /** Whether a file can be renamed in one step. */
  public abstract boolean renames();

  /** Whether of several runs that {@link #create} a file in the same moment one succeeds. */
  public abstract boolean createsOnce(Path path) throws IOException;

  /** Writes a file, or replaces it: a reader sees the old text or the new one. */
  public abstract void replace(Path path, byte[] bytes) throws IOException;

  /** Does the same with a text. */
  public final void replace(Path path, String text) throws IOException {
    replace(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes a file that is not there yet.
   *
   * @throws FileAlreadyExistsException if it is there with another text
   */
  public final void create(Path path, String text) throws IOException {
    persist(
        () -> {
          try {
            createNew(path, text.getBytes(StandardCharsets.UTF_8));
          } catch (FileAlreadyExistsException | java.nio.file.FileAlreadyExistsException e) {
            // An earlier attempt may have done it, although its answer was lost.
            if (!isThere(path, text)) {
              throw new FileAlreadyExistsException(path.toString());
            }
          }
          return path;
        });
  }

  private boolean isThere(Path path, String text) throws IOException {
    try {
      return !text.isEmpty() && text.equals(read(path));
    } catch (FileNotFoundException e) { // another run was there, and has gone
      return false;
    }
  }

  /** Tries once. */
  abstract void createNew(Path path, byte[] text) throws IOException;

  final void put(Path path, boolean overwrite, byte[] text) throws IOException {
    try (var out = system.create(path, overwrite)) {
      out.write(text);
    }
  }

  /** A call to a file system, which can be made twice. */
  public interface Call<T> {
    /** Makes it. */
    T make() throws IOException;
  }

  /** Makes a call, again if need be. */
  public final <T> T persist(Call<T> call) throws IOException {
    return patience.make(call);
  }

  /** Whether there is such a file or directory. */
  public boolean exists(Path path) throws IOException {
    try {
      return persist(() -> system.exists(path));
    } catch (IllegalArgumentException e) { // a name that this file system cannot have
      return false;
    }
  }

  /** Creates a directory and all above it. */
  public void makeDirectory(Path path) throws IOException {
    try {
      if (!persist(() -> system.mkdirs(path))) {
        throw new IOException("cannot create " + path);
      }
    } catch (IllegalArgumentException e) { // a name that this file system cannot have
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Creates an empty file, or empties it. */
  public void touch(Path path) throws IOException {
    persist(
        () -> {
          put(path, true, new byte[0]);
          return path;
        });
  }

  /** The age of a file, by the file system's clock. */
  public Duration age(Path path) throws IOException {
    Path now = new Path(path.getParent(), CLOCK + UUID.randomUUID());
    touch(now);
    long time = status(now).getModificationTime();
    delete(now);
    return Duration.ofMillis(time - status(path).getModificationTime());
  }

  /** Whether a file is one that a dead run has left behind here, and nobody needs. */
  public static boolean isLeftover(String name) {
    return name.startsWith(CLOCK) || RenamingStore.isDraft(name);
  }

  /**
   * Fails if the store does not give the last byte of a file: what is unreadable is not damaged.
   */
  public void reach(Path path) throws IOException {
    long length = status(path).getLen();
    persist(
        () -> {
          try (var in = system.open(path)) {
            in.seek(Math.max(0, length - 1));
            return in.read();
          }
        });
  }

  /** What is there. */
  public FileStatus status(Path path) throws IOException {
    return persist(() -> system.getFileStatus(path));
  }

  /** Renames a file, in place of another one if there is one. */
  public abstract void move(Path from, Path to) throws IOException;

  /** Renames a file or a directory; nothing is in its new place. */
  public void rename(Path from, Path to) throws IOException {
    persist(
        () -> {
          // An earlier attempt may have done it, although its answer was lost.
          if (!renamed(from, to) && (system.exists(from) || !system.exists(to))) {
            throw new IOException("cannot rename " + from + " to " + to);
          }
          return to;
        });
  }

  private boolean renamed(Path from, Path to) throws IOException {
    try {
      return system.rename(from, to);
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  /** Removes a file or a whole directory, if it exists. */
  public void delete(Path path) throws IOException {
    persist(
        () -> {
          if (!system.delete(path, true) && system.exists(path)) {
            throw new IOException("cannot delete " + path);
          }
          return path;
        });
  }

  /** Files of a directory by name; none if it does not exist. */
  public FileStatus[] list(Path path) throws IOException {
    try {
      FileStatus[] found = persist(() -> system.listStatus(path));
      Arrays.sort(found);
      return found;
    } catch (FileNotFoundException | IllegalArgumentException e) {
      return new FileStatus[0];
    }
  }

  /** The text of a file. */
  public String read(Path path) throws IOException {
    return persist(
        () -> {
          try (var in = system.open(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
          }
        });
  }
}
