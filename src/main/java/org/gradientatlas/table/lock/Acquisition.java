package org.gradientatlas.table.lock;

import java.io.IOException;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Path;
import org.gradientatlas.table.output.OutputConflictException;
import org.gradientatlas.table.output.StoredJson;
import org.jspecify.annotations.Nullable;

/** How a run takes a lock that nobody holds any more. */
interface Acquisition {
  /**
   * Takes the lock.
   *
   * @param found the dead lock; null if there is none
   * @throws OutputConflictException if another run was faster
   */
  void take(LockFiles files, Holder self, @Nullable String found)
      throws IOException, OutputConflictException;

  /** The way that a directory's store allows. */
  static Acquisition of(LockFiles files) throws IOException {
    return files.directory().store().createsOnce(files.lock())
        ? Acquisition::byCreation
        : new Claims();
  }

  /**
   * Creates the lock. Of several runs that find the same dead lock, only one can create the claim
   * for it; later runs see that the lock has changed.
   */
  private static void byCreation(LockFiles files, Holder self, @Nullable String found)
      throws IOException, OutputConflictException {
    if (found == null) {
      create(files, files.lock(), self);
      return;
    }
    Path claim = claimFor(files, found);
    create(files, claim, self);
    try {
      if (!found.equals(files.read(files.lock()))) {
        throw files.justTaken();
      }
      files.write(files.lock(), self);
    } finally {
      files.delete(claim);
    }
    clear(files);
  }

  /**
   * The claim for a dead lock. If who made it died, it is claimed as the lock was: were it removed,
   * a slower run could remove its successor.
   */
  static Path claimFor(LockFiles files, String dead) throws IOException {
    Path claim = files.claim("%08x".formatted(dead.hashCode()));
    Lock earlier = files.see(claim);
    return earlier != null && earlier.isDead()
        ? claimFor(files, claim.getName() + earlier.text())
        : claim;
  }

  /** Removes the claims of dead runs, which no run needs now that the lock is another one. */
  private static void clear(LockFiles files) throws IOException {
    for (Path other : files.claims()) {
      Lock claim = files.see(other);
      if (claim != null && claim.isDead()) {
        files.delete(other);
      }
    }
  }

  private static void create(LockFiles files, Path path, Holder self)
      throws IOException, OutputConflictException {
    try {
      files.directory().store().create(path, StoredJson.write(self));
    } catch (FileAlreadyExistsException e) {
      throw files.justTaken();
    }
  }
}
