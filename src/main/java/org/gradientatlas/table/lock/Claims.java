package org.gradientatlas.table.lock;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hadoop.fs.Path;
import org.gradientatlas.table.output.OutputConflictException;
import org.jspecify.annotations.Nullable;

/**
 * Takes a lock where a store cannot create a file once. Each contender puts a claim of its own,
 * then lists all claims. Of two contenders at least one sees the other, and whoever sees another
 * withdraws. Whoever sees none looks once more whether the lock is as it was, writes it, and only
 * then withdraws its claim; so a later contender sees the claim, or the lock. This needs a store
 * where a list shows every finished put, as S3 does, and a contender that is not suspended for
 * minutes between two steps.
 */
final class Claims implements Acquisition {
  private static final int ATTEMPTS = 6;
  private static final Duration PAUSE = Duration.ofMillis(200);

  /** A contender that took so long may count as dead soon. */
  private static final Duration LONG = OutputLock.SILENCE.dividedBy(2);

  @Override
  public void take(LockFiles files, Holder self, @Nullable String found)
      throws IOException, OutputConflictException {
    Path mine = files.claim(self.token());
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      long begun = System.nanoTime();
      files.write(mine, self);
      try {
        boolean alone = isAlone(files, mine);
        if (!Objects.equals(found, files.read(files.lock()))) {
          throw files.justTaken();
        }
        if (alone && System.nanoTime() - begun < LONG.toNanos()) {
          files.write(files.lock(), self);
          return;
        }
      } finally {
        files.delete(mine);
      }
      pause(attempt);
    }
    throw new OutputConflictException(
        files.directory().root() + " is being taken by several runs at once. Start one of them.");
  }

  /** Whether no other living process claims the lock. Claims of dead ones are removed. */
  private static boolean isAlone(LockFiles files, Path mine) throws IOException {
    boolean alone = true;
    for (Path other : files.claims()) {
      Lock claim = other.getName().equals(mine.getName()) ? null : files.see(other);
      if (claim != null && claim.isDead()) {
        files.delete(other);
      } else if (claim != null) {
        alone = false;
      }
    }
    return alone;
  }

  /** Long enough that two runs rarely meet again. */
  private static void pause(int attempt) throws InterruptedIOException {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(PAUSE.toMillis() * attempt * 2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a lock");
    }
  }
}
