package org.gradientatlas.table.lock;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.util.ShutdownHookManager;
import org.gradientatlas.table.output.OutputConflictException;
import org.gradientatlas.table.output.StudyDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two runs from writing to the same directory: a file that names its holder, which rewrites
 * it regularly. A lock is taken over if its holder is visibly dead, or has been silent too long by
 * the file system's clock.
 */
public final class OutputLock implements AutoCloseable {
  static final Duration BEAT = Duration.ofSeconds(30);

  /** A holder on another machine counts as dead after this much silence: ten heartbeats. */
  public static final Duration SILENCE = Duration.ofMinutes(5);

  /**
   * Below Spark's hook, so that nothing is written any more; above that of Hadoop's file systems.
   */
  private static final int AFTER_SPARK = 20;

  private static final Duration POLL = Duration.ofSeconds(2);

  private static final ShutdownHookManager HOOKS = ShutdownHookManager.get();

  private final LockFiles files;
  private final Holder self;
  private final Runnable atExit = this::release;
  private boolean closed;
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(
          runnable -> {
            var thread = new Thread(runnable, "output lock");
            thread.setDaemon(true);
            return thread;
          });

  private OutputLock(LockFiles files, Holder self) {
    this.files = files;
    this.self = self;
    var unused =
        heart.scheduleAtFixedRate(this::beat, BEAT.toSeconds(), BEAT.toSeconds(), TimeUnit.SECONDS);
    unlessEnding(() -> HOOKS.addShutdownHook(atExit, AFTER_SPARK));
  }

  /**
   * Acquires the directory.
   *
   * @param self this process
   * @param patience how long to wait for another run that holds it
   * @param waiting called once with the reason if there is something to wait for
   * @throws OutputConflictException if a run that may be alive still holds it
   */
  public static OutputLock acquire(
      StudyDirectory directory, Holder self, Duration patience, Consumer<String> waiting)
      throws IOException, OutputConflictException {
    long deadline = System.nanoTime() + patience.toNanos();
    boolean told = false;
    while (true) {
      try {
        return acquire(directory, self);
      } catch (OutputConflictException e) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          throw e;
        }
        if (!told) {
          waiting.accept(String.valueOf(e.getMessage()));
          told = true;
        }
        sleep(Math.min(left, POLL.toNanos()));
      }
    }
  }

  private static void sleep(long nanos) throws InterruptedIOException {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a lock");
    }
  }

  /**
   * Acquires the directory, without waiting.
   *
   * @throws OutputConflictException if a run that may be alive holds it
   */
  public static OutputLock acquire(StudyDirectory directory)
      throws IOException, OutputConflictException {
    return acquire(directory, Holder.self());
  }

  private static OutputLock acquire(StudyDirectory directory, Holder self)
      throws IOException, OutputConflictException {
    var files = new LockFiles(directory);
    Lock found = files.see(directory.lock());
    if (found != null && !found.isFreeFor(self)) {
      throw held(directory, found);
    }
    Acquisition.of(files).take(files, self, found == null ? null : found.text());
    return new OutputLock(files, self);
  }

  /** The current lock of a directory, by this machine's clock; null if there is none. */
  public static @Nullable Lock of(StudyDirectory directory) throws IOException {
    return new LockFiles(directory).watch();
  }

  private static OutputConflictException held(StudyDirectory directory, Lock lock)
      throws IOException {
    String advice =
        lock.holder() != null && lock.holder().isVisible()
            ? "That process is alive: wait for it, or stop it."
            : "It cannot be seen from here: if it is dead, its lock is taken over after %d minutes of silence, or at once if you delete %s there."
                .formatted(SILENCE.toMinutes(), directory.lock().getName());
    return new OutputConflictException(
        "%s is held by another run (%s). %s".formatted(directory.root(), lock.who(), advice));
  }

  /** The process that holds the lock. */
  public Holder holder() {
    return self;
  }

  /** Whether this run still holds the directory; it may have lost it while suspended. */
  public boolean isMine() throws IOException {
    String text = files.read(files.lock());
    Holder holder = text == null ? null : Lock.holder(text);
    return holder != null && holder.token().equals(self.token());
  }

  /**
   * Checks that this run still holds the directory; it may have lost it while suspended.
   *
   * @throws OutputConflictException if another run has taken it over
   */
  public void check() throws IOException, OutputConflictException {
    if (!isMine()) {
      throw new OutputConflictException(
          "%s is no longer held by this run (%s): it was silent for too long, and another run has taken over. Nothing of the wave under way was committed."
              .formatted(files.directory().root(), self));
    }
  }

  private synchronized void beat() {
    try {
      if (!closed && isMine()) {
        files.write(files.lock(), self);
      }
    } catch (IOException | RuntimeException e) { // any other would end the heartbeat for good
      System.err.println("The lock of the output cannot be renewed: " + e);
    }
  }

  /** Hooks can be neither added nor removed once the JVM is ending. */
  private static void unlessEnding(Runnable change) {
    try {
      change.run();
    } catch (IllegalStateException e) {
      return; // it is ending
    }
  }

  /** A process that a signal ends does not come to its end, and leaves no lock all the same. */
  private void release() {
    try {
      close();
    } catch (IOException | RuntimeException e) {
      return; // the lock of a dead process is taken over
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    heart.shutdownNow();
    unlessEnding(() -> HOOKS.removeShutdownHook(atExit));
    if (isMine()) {
      files.delete(files.lock());
    }
  }
}
