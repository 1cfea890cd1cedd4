package org.gradientatlas.spark.session;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * The end of a JVM that runs one command. This class needs no Spark, as some commands have none.
 */
public final class Ending {
  /** Set in the application master of YARN's cluster mode, and nowhere else. */
  private static final String APPLICATION_MASTER = "SPARK_YARN_STAGING_DIR";

  private static final CountDownLatch ENDED = new CountDownLatch(1);
  private static volatile boolean running;
  private static volatile int code = 1;

  private Ending() {}

  /**
   * Runs a command and ends the JVM with its code. An application master outlives its command: YARN
   * takes one that exits by itself, with whatever code, for one that failed.
   */
  public static void of(IntSupplier command) {
    running = true;
    code = command.getAsInt();
    ENDED.countDown();
    if (System.getenv(APPLICATION_MASTER) == null) {
      System.exit(code); // never returns, also where the JVM is ending already
    } else if (code != 0) {
      UserExit.raise(code);
    }
  }

  /** Whether a signal ends the JVM: what fails from then on fails because of that. */
  public static boolean isInterrupted() {
    return Signals.received();
  }

  /** Whether a command has this JVM to itself. */
  static boolean isExpected() {
    return running;
  }

  /** Whether the command has not come to its end. */
  static boolean isAhead() {
    return ENDED.getCount() > 0;
  }

  /** Waits a second for the end of the command. */
  static boolean comes() throws InterruptedException {
    return ENDED.await(1, TimeUnit.SECONDS);
  }

  /** Ends a JVM that is ending, with the code of the command, or 1 if it has none. */
  static void halt() {
    Runtime.getRuntime().halt(code);
  }
}
