package org.gradientatlas.table.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;

/**
 * How often a call is made again that failed, and after which pauses. A call whose answer was lost
 * may have been done already, so that it must be one that can be made twice.
 *
 * @param pauses before each further attempt
 */
record Patience(List<Duration> pauses) {
  static final Patience NONE = new Patience(List.of());

  /** For stores that answer "slow down"; Hadoop's clients have tried for themselves before. */
  static final Patience FOR_SECONDS =
      new Patience(
          List.of(
              Duration.ofMillis(50),
              Duration.ofMillis(200),
              Duration.ofMillis(800),
              Duration.ofMillis(3200)));

  /** Answers that no further attempt would change. */
  private static final Set<Class<? extends IOException>> ANSWERS =
      Set.of(
          FileNotFoundException.class,
          FileAlreadyExistsException.class,
          java.nio.file.FileAlreadyExistsException.class,
          ParentNotDirectoryException.class,
          AccessControlException.class,
          AccessDeniedException.class,
          InterruptedIOException.class,
          ClosedByInterruptException.class);

  <T> T make(Store.Call<T> call) throws IOException {
    for (Duration pause : pauses) {
      try {
        return unwrapped(call);
      } catch (IOException e) {
        if (isAnswer(e)) {
          throw e;
        }
        sleep(pause, e);
      }
    }
    return unwrapped(call);
  }

  /** HDFS wraps what the NameNode answers, and reports a lost race for a file in its own words. */
  private static <T> T unwrapped(Store.Call<T> call) throws IOException {
    try {
      return call.make();
    } catch (RemoteException e) {
      if (e.getClassName().endsWith(".AlreadyBeingCreatedException")) {
        var taken = new FileAlreadyExistsException(e.getMessage());
        taken.initCause(e);
        throw taken;
      }
      throw e.unwrapRemoteException();
    }
  }

  private static boolean isAnswer(IOException e) {
    return ANSWERS.stream().anyMatch(answer -> answer.isInstance(e))
        && !(e instanceof SocketTimeoutException);
  }

  private static void sleep(Duration pause, IOException failure) throws InterruptedIOException {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      var interrupted = new InterruptedIOException("interrupted");
      interrupted.initCause(failure);
      throw interrupted;
    }
  }
}
