package org.gradientatlas.spark.session;

import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;

/**
 * Ends a run from outside. When Spark stops by itself, for example because no master answers, the
 * working thread is interrupted, because some of Spark's methods would then block forever.
 *
 * <p>A run that owns its JVM also handles SIGINT and SIGTERM: running Spark jobs are cancelled, and
 * the JVM waits for the driver to clean up its output. Committed waves are kept.
 */
public final class Interruption implements AutoCloseable {
  /** Above Spark's hook (50) and Hadoop's file systems (10), so that both are still alive. */
  private static final int BEFORE_SPARK = 100;

  private static final int PATIENCE_SECONDS = 20;

  private static volatile boolean told;

  private final CountDownLatch settled = new CountDownLatch(1);
  private final SparkContext spark;
  private final SparkListener end;
  private final Runnable hook = this::stop;
  private final boolean hooked;
  private volatile boolean requested;

  private Interruption(SparkContext spark, boolean hooked) {
    this.spark = spark;
    this.hooked = hooked;
    end = new End(Thread.currentThread());
    spark.addSparkListener(end);
    if (hooked) {
      Signals.hear();
      ShutdownHookManager.get()
          .addShutdownHook(hook, BEFORE_SPARK, PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** For a run in a caller's JVM: signals are left to the caller. */
  public static Interruption bySpark(SparkContext spark) {
    return new Interruption(spark, false);
  }

  /** For a run that owns its JVM: handles signals too. */
  public static Interruption bySignals(SparkContext spark) {
    return new Interruption(spark, true);
  }

  private static final class End extends SparkListener {
    private final Thread worker;

    End(Thread worker) {
      this.worker = worker;
    }

    @Override
    public void onApplicationEnd(SparkListenerApplicationEnd event) {
      worker.interrupt();
    }
  }

  /** The user has been told what is kept. */
  public void tell() {
    told = true;
  }

  static boolean isTold() {
    return told;
  }

  /** Whether a signal has asked the JVM to stop. */
  public boolean requested() {
    return requested;
  }

  /**
   * Whether a failure is that its thread was interrupted by whoever owns it. Spark interrupts it
   * too, when it stops: that is an outage.
   */
  public static boolean isByOwner(Throwable failure, SparkContext spark) {
    return !spark.isStopped()
        && Stream.iterate(failure, e -> e != null, Throwable::getCause)
            .takeWhile(e -> !(e instanceof SparkException)) // beneath it are failures of tasks
            .anyMatch(Interruption::isInterrupt);
  }

  private static boolean isInterrupt(Throwable e) {
    return e instanceof InterruptedException
        || e instanceof ClosedByInterruptException
        // Not its subclass SocketTimeoutException, which is an outage.
        || e.getClass() == InterruptedIOException.class;
  }

  private void stop() {
    if (!Signals.received()) {
      return; // the JVM ends by itself: no interruption, but a failure
    }
    requested = true;
    // From here on Spark would only log cancellations.
    spark.setLogLevel("OFF");
    cancelUntilSettled();
  }

  /** Cancels repeatedly, because the driver may be about to start another job. */
  private void cancelUntilSettled() {
    try {
      for (int i = 0; i < PATIENCE_SECONDS; i++) {
        spark.cancelAllJobs();
        if (settled.await(1, TimeUnit.SECONDS)) {
          return;
        }
      }
      System.err.println("The driver did not settle in time; the next run will clean up.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    spark.removeSparkListener(end);
    settled.countDown();
    if (hooked && !ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
  }
}
