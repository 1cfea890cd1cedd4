package org.gradientatlas.table;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.fs.FileAlreadyExistsException;

/**
 * Keeps two runs from writing one directory: a file that names its holder. The lock of a process
 * that no longer lives on this machine is taken over.
 */
public final class OutputLock implements AutoCloseable {
  private final StudyDirectory directory;

  private OutputLock(StudyDirectory directory) {
    this.directory = directory;
  }

  /**
   * @throws OutputConflictException if a run that may be alive holds the directory
   */
  public static OutputLock acquire(StudyDirectory directory)
      throws IOException, OutputConflictException {
    if (directory.files().exists(directory.lock())) {
      String holder = directory.read(directory.lock());
      if (!isDead(holder)) {
        throw new OutputConflictException(
            directory.root()
                + " is held by another run ("
                + holder
                + "). Wait for it, or delete "
                + directory.lock().getName()
                + " there if that run is dead.");
      }
      directory.files().delete(directory.lock(), false);
    }
    try (var out = directory.files().create(directory.lock(), false)) {
      out.write(self().getBytes(StandardCharsets.UTF_8));
    } catch (FileAlreadyExistsException e) {
      throw new OutputConflictException(directory.root() + " has just been taken by another run.");
    }
    return new OutputLock(directory);
  }

  @Override
  public void close() throws IOException {
    directory.files().delete(directory.lock(), false);
  }

  /** Host, process and its start: a process id alone may be used again. */
  private static String self() throws IOException {
    ProcessHandle me = ProcessHandle.current();
    return "host %s, process %d, started %s"
        .formatted(InetAddress.getLocalHost().getHostName(), me.pid(), started(me));
  }

  private static boolean isDead(String holder) throws IOException {
    String host = "host " + InetAddress.getLocalHost().getHostName() + ", ";
    if (!holder.startsWith(host)) {
      return false;
    }
    return ProcessHandle.allProcesses()
        .noneMatch(p -> holder.endsWith("process %d, started %s".formatted(p.pid(), started(p))));
  }

  private static String started(ProcessHandle process) {
    Optional<Instant> start = process.info().startInstant();
    return start.map(Instant::toString).orElse("unknown");
  }
}
