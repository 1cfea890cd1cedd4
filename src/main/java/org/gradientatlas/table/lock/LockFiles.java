package org.gradientatlas.table.lock;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.gradientatlas.table.output.OutputConflictException;
import org.gradientatlas.table.output.StoredJson;
import org.gradientatlas.table.output.StudyDirectory;
import org.jspecify.annotations.Nullable;

/** The files by which runs agree who may write to a directory: the lock, and claims to it. */
record LockFiles(StudyDirectory directory) {

  Path lock() {
    return directory.lock();
  }

  /** A file beside the lock. */
  Path claim(String name) {
    return new Path(directory.root(), claimPrefix() + name);
  }

  private String claimPrefix() {
    return lock().getName() + ".claim.";
  }

  /** All claims. */
  List<Path> claims() throws IOException {
    return Arrays.stream(directory.store().list(directory.root()))
        .map(FileStatus::getPath)
        .filter(file -> file.getName().startsWith(claimPrefix()))
        .toList();
  }

  /** The text of a file; null if there is none. */
  @Nullable String read(Path path) throws IOException {
    try {
      return directory.store().read(path);
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  /** A file as another process sees it, by the store's clock; null if it is gone. */
  @Nullable Lock see(Path path) throws IOException {
    try {
      String text = read(path);
      return text == null ? null : Lock.of(text, directory.store().age(path));
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  /** The lock, by this machine's clock and without writing anything; null if there is none. */
  @Nullable Lock watch() throws IOException {
    try {
      String text = read(lock());
      long written = directory.store().status(lock()).getModificationTime();
      return text == null
          ? null
          : Lock.of(text, Duration.ofMillis(System.currentTimeMillis() - written));
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  void write(Path path, Holder holder) throws IOException {
    directory.store().replace(path, StoredJson.write(holder));
  }

  void delete(Path path) throws IOException {
    directory.store().delete(path);
  }

  OutputConflictException justTaken() {
    return new OutputConflictException(directory.root() + " has just been taken by another run.");
  }
}
