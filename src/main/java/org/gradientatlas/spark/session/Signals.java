package org.gradientatlas.spark.session;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.util.SignalUtils;

/**
 * Whether this JVM was told to end from outside. A JVM runs its shutdown hooks whatever ends it, so
 * only the signals themselves tell.
 */
final class Signals {
  private static final List<String> ENDING = List.of("INT", "TERM", "HUP");
  private static final AtomicBoolean RECEIVED = new AtomicBoolean();
  private static final AtomicBoolean HEARD = new AtomicBoolean();

  private Signals() {}

  /** From now on signals are noted; what they did before, they still do. */
  static void hear() {
    if (HEARD.compareAndSet(false, true)) {
      ENDING.forEach(signal -> SignalUtils.register(signal, Signals::note));
    }
  }

  private static Object note() {
    RECEIVED.set(true);
    return false; // passes the signal on to the handler that was there
  }

  /** Whether a signal has come. */
  static boolean received() {
    return RECEIVED.get();
  }
}
