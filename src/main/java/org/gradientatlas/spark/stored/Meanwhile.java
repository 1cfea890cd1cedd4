package org.gradientatlas.spark.stored;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/** Work that another thread does meanwhile. */
public final class Meanwhile<T> {
  private final CompletableFuture<T> work;

  private Meanwhile(CompletableFuture<T> work) {
    this.work = work;
  }

  /** What is done. */
  @FunctionalInterface
  public interface Work<T> {
    T call() throws IOException;
  }

  /** Starts some work. */
  public static <T> Meanwhile<T> of(Work<T> work) {
    return of(work, ForkJoinPool.commonPool());
  }

  /** Starts some work in one of some threads. */
  public static <T> Meanwhile<T> of(Work<T> work, Executor threads) {
    return new Meanwhile<>(
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return work.call();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            threads));
  }

  /**
   * Its result, once it is there.
   *
   * @throws IOException if the work did
   */
  public T get() throws IOException {
    try {
      return work.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException io && io.getCause() != null) {
        throw io.getCause();
      }
      throw e;
    }
  }
}
