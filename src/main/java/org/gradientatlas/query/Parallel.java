package org.gradientatlas.query;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Requests to a file system, some at a time, because each mostly waits. */
final class Parallel {
  private static final int AT_A_TIME = 16;

  private Parallel() {}

  /** Does something with each item, and throws what the first failure threw. */
  static <T> void each(Collection<T> items, Consumer<T> action) {
    ExecutorService pool =
        Executors.newFixedThreadPool(
            Math.max(1, Math.min(AT_A_TIME, items.size())), Parallel::daemon);
    try {
      List<? extends Future<?>> all =
          items.stream().map(item -> pool.submit(() -> action.accept(item))).toList();
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException("interrupted"));
    } finally {
      pool.shutdownNow();
    }
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "copies tables");
    thread.setDaemon(true);
    return thread;
  }
}
