package org.gradientatlas.table.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two runs from writing to the same directory: a file that names its holder, which rewrites
 * it regularly. A lock is taken over if its holder is visibly dead, or has been silent too long by
 * the file system's clock.
 */
public final class OutputLock implements AutoCloseable {
  private static final Duration BEAT = Duration.ofSeconds(30);

  /** A holder on another machine counts as dead after this much silence: ten heartbeats. */
  public static final Duration SILENCE = Duration.ofMinutes(5);

  private final StudyDirectory directory;
  private final Holder self;
  private boolean closed;
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(
          runnable -> {
            var thread = new Thread(runnable, "output lock");
            thread.setDaemon(true);
            return thread;
          });

  private OutputLock(StudyDirectory directory, Holder self) {
    this.directory = directory;
    this.self = self;
    var unused =
        heart.scheduleAtFixedRate(this::beat, BEAT.toSeconds(), BEAT.toSeconds(), TimeUnit.SECONDS);
  }

  /**
   * Acquires the directory.
   *
   * @throws OutputConflictException if a run that may be alive holds it
   */
  public static OutputLock acquire(StudyDirectory directory)
      throws IOException, OutputConflictException {
    try {
      return acquire(directory, Holder.self());
    } catch (FileNotFoundException e) {
      throw justTaken(directory);
    }
  }

  private static OutputLock acquire(StudyDirectory directory, Holder self)
      throws IOException, OutputConflictException {
    String found = read(directory);
    if (found != null) {
      var lock =
          new Lock(Lock.parse(found), found.strip(), directory.files().age(directory.lock()));
      if (!lock.isDead()) {
        throw held(directory, lock);
      }
      replace(directory, self, found);
    } else {
      create(directory, directory.lock(), StoredJson.write(self));
    }
    return new OutputLock(directory, self);
  }

  /** The current lock of a directory, by this machine's clock; null if there is none. */
  public static @Nullable Lock of(StudyDirectory directory) throws IOException {
    String found = read(directory);
    if (found == null) {
      return null;
    }
    long written = directory.files().system().getFileStatus(directory.lock()).getModificationTime();
    return new Lock(
        Lock.parse(found), found.strip(), Duration.ofMillis(System.currentTimeMillis() - written));
  }

  /**
   * A lock as another process sees it.
   *
   * @param holder null if the file does not say
   * @param silence since the holder's last sign of life
   */
  public record Lock(@Nullable Holder holder, String text, Duration silence) {
    private static @Nullable Holder parse(String text) {
      try {
        return StoredJson.read(text, Holder.class);
      } catch (JsonProcessingException e) {
        return null;
      }
    }

    /** Whether the holder is dead, or has been silent too long. */
    public boolean isDead() throws IOException {
      if (holder != null && holder.isVisible()) {
        return !holder.isAlive();
      }
      return silence.compareTo(SILENCE) > 0;
    }

    /** Describes the holder and its last sign of life. */
    public String who() {
      return "%s, last sign of life %d s ago"
          .formatted(holder == null ? text : holder, silence.toSeconds());
    }
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

  /**
   * Replaces a dead holder. Of several runs that find the same dead lock, only one can create the
   * claim file for it; later runs see that the lock has changed.
   */
  private static void replace(StudyDirectory directory, Holder self, String dead)
      throws IOException, OutputConflictException {
    Path claim = new Path(directory.root(), "_LOCK.%08x".formatted(dead.hashCode()));
    if (directory.files().exists(claim) && directory.files().age(claim).compareTo(SILENCE) > 0) {
      directory.files().delete(claim);
    }
    create(directory, claim, "");
    try {
      if (!dead.equals(read(directory))) {
        throw justTaken(directory);
      }
      directory.files().write(directory.lock(), StoredJson.write(self));
    } finally {
      directory.files().delete(claim);
    }
  }

  private static OutputConflictException justTaken(StudyDirectory directory) {
    return new OutputConflictException(directory.root() + " has just been taken by another run.");
  }

  private static void create(StudyDirectory directory, Path path, String text)
      throws IOException, OutputConflictException {
    try {
      if (directory.files().system().getUri().getScheme().equals("file")) {
        // Hadoop's local file system checks, then creates; this is atomic.
        Files.writeString(
            java.nio.file.Path.of(path.toUri().getPath()), text, StandardOpenOption.CREATE_NEW);
      } else {
        try (var out = directory.files().system().create(path, false)) {
          out.write(text.getBytes(StandardCharsets.UTF_8));
        }
      }
    } catch (FileAlreadyExistsException | java.nio.file.FileAlreadyExistsException e) {
      throw justTaken(directory);
    }
  }

  private static @Nullable String read(StudyDirectory directory) throws IOException {
    try {
      return directory.files().read(directory.lock());
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  /** The process that holds the lock. */
  public Holder holder() {
    return self;
  }

  /** Whether this run still holds the directory; it may have lost it while suspended. */
  public boolean isMine() throws IOException {
    String text = read(directory);
    Holder holder = text == null ? null : Lock.parse(text);
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
              .formatted(directory.root(), self));
    }
  }

  private synchronized void beat() {
    try {
      if (!closed && isMine()) {
        directory.files().write(directory.lock(), StoredJson.write(self));
      }
    } catch (IOException e) {
      System.err.println("The lock of the output cannot be renewed: " + e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    heart.shutdownNow();
    if (isMine()) {
      directory.files().delete(directory.lock());
    }
  }
}
