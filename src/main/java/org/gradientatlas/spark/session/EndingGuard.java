package org.gradientatlas.spark.session;

import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * Lets a command say how it ended although its JVM dies: a task without memory makes Spark end the
 * whole JVM, with a code of its own. The JVM then ends with the command's code.
 */
final class EndingGuard extends SparkListener {
  /** Above {@link Interruption}'s hook, so that Spark still runs while the command ends. */
  private static final int FIRST = 1000;

  /** Below {@link Interruption}'s hook, above Spark's: what follows would only be noise. */
  private static final int INTERRUPTED = 60;

  /** Below Spark's hooks and Hadoop's file systems. */
  private static final int LAST = 1;

  private static final int PATIENCE_SECONDS = 20;
  private static final int SECONDS_TO_HEAR_OF_A_TASK = 2;

  private final SparkContext spark;
  private volatile boolean dying;
  private volatile String lost = "";

  private EndingGuard(SparkContext spark) {
    this.spark = spark;
  }

  /** From now on no other code ends the JVM of a command, except those of signals. */
  static void of(SparkContext spark) {
    if (!Ending.isExpected()) {
      return; // a caller's JVM
    }
    Signals.hear();
    var guard = new EndingGuard(spark);
    spark.addSparkListener(guard);
    ShutdownHookManager hooks = ShutdownHookManager.get();
    hooks.addShutdownHook(guard::first, FIRST, 2L * PATIENCE_SECONDS, TimeUnit.SECONDS);
    hooks.addShutdownHook(guard::interrupted, INTERRUPTED);
    hooks.addShutdownHook(guard::last, LAST);
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.reason() instanceof ExceptionFailure failure) {
      lost =
          "as its JVM is ending: lost a task (%s executor %s): %s: %s"
              .formatted(
                  end.taskInfo().host(),
                  end.taskInfo().executorId(),
                  failure.className(),
                  failure.description());
    }
  }

  private void first() {
    dying = Ending.isAhead() && !Signals.received();
    try {
      boolean ended = !dying;
      for (int i = 0; !ended && i < PATIENCE_SECONDS; i++) {
        if (!lost.isEmpty() || i >= SECONDS_TO_HEAR_OF_A_TASK) {
          cancelJobs(); // else Spark would try the task again, in a JVM that ends
        }
        ended = Ending.comes();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Outside of training nothing else tells a user what a signal leaves behind. */
  private void interrupted() {
    if (Signals.received() && Ending.isAhead() && !Interruption.isTold()) {
      spark.setLogLevel("OFF");
      System.err.println(
          "Interrupted: what is stored is kept; the same command goes on from there.");
    }
  }

  private void cancelJobs() {
    for (int job : spark.statusTracker().getActiveJobIds()) {
      spark.cancelJob(job, lost);
    }
  }

  private void last() {
    if (dying) {
      Ending.halt();
    }
  }
}
