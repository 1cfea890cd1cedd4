package org.gradientatlas.table.store;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What goes wrong with the calls to a {@link RemoteFileSystem}, of all threads together.
 *
 * @param every how many calls it takes until a call goes wrong
 */
public record Faults(Kind kind, int every, AtomicInteger calls) {
  /** How a call goes wrong. */
  public enum Kind {
    /** It is answered by "slow down", twice in a row. */
    THROTTLED,
    /** It fails, and nothing has happened. */
    FAILING,
    /** It is done, and then no answer comes. */
    ANSWER_LOST,
    /** A quota of bytes is used up: files can be created, and stay empty. */
    FULL,
    /** From here on nothing is done any more. */
    CRASHED
  }

  public static final Faults NONE = of(Kind.FAILING, Integer.MAX_VALUE);

  /** Faults of one kind. */
  public static Faults of(Kind kind, int every) {
    return new Faults(kind, every, new AtomicInteger());
  }

  /** A call to a file system. */
  interface Call<T> {
    T make() throws IOException;
  }

  <T> T make(Call<T> call) throws IOException {
    int count = calls.incrementAndGet();
    boolean due = count % every == 0;
    switch (kind) {
      case THROTTLED -> {
        if (due || (count > 1 && (count - 1) % every == 0)) {
          throw new IOException("503 Slow Down ");
        }
      }
      case FAILING -> {
        if (due) {
          throw new IOException("500 Internal Error");
        }
      }
      case ANSWER_LOST -> {
        T done = call.make();
        if (due) {
          throw new SocketTimeoutException("no answer");
        }
        return done;
      }
      case FULL -> {}
      case CRASHED -> {
        if (count >= every) {
          throw new StoppingFileSystem.Crash();
        }
      }
    }
    return call.make();
  }
}
