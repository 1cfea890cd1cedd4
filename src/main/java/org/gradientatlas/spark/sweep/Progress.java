package org.gradientatlas.spark.sweep;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.gradientatlas.measure.Outcome;
import org.gradientatlas.report.text.Quantity;

/** Shows the progress of a sweep: one line, updated in place on a terminal, every 30 s in a log. */
final class Progress implements AutoCloseable {
  private static final Duration ON_TERMINAL = Duration.ofMillis(500);
  private static final Duration IN_LOG = Duration.ofSeconds(30);
  private static final String ERASE_LINE = "\r\u001b[K";

  private final Sweep.Console console;
  private final SweepCounters counters;
  private final int trials;
  private final double seconds;
  private final int waves;
  private final long started = System.nanoTime();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          runnable -> {
            var thread = new Thread(runnable, "progress");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicInteger committed = new AtomicInteger();

  Progress(Sweep.Console console, SweepCounters counters, PendingTrials pending, int waves) {
    this.console = console;
    this.counters = counters;
    this.trials = pending.indices().length;
    this.seconds = Arrays.stream(pending.seconds()).sum();
    this.waves = waves;
    long period = (console.terminal() ? ON_TERMINAL : IN_LOG).toMillis();
    var unused = timer.scheduleAtFixedRate(this::print, period, period, TimeUnit.MILLISECONDS);
  }

  /** Another wave was committed. */
  void committed() {
    committed.incrementAndGet();
  }

  private void print() {
    if (trials == 0) {
      return; // nothing is left to do
    }
    if (console.terminal()) {
      console.out().print(ERASE_LINE + line());
      console.out().flush();
    } else {
      console.out().println(line());
    }
  }

  private String line() {
    double elapsed = (System.nanoTime() - started) / 1e9;
    double share = seconds > 0 ? Math.min(1, counters.seconds() / seconds) : 1;
    String left = share > 0 ? Quantity.clock(elapsed * (1 - share) / share) : "?";
    return "%d of %d trials, %d diverged, %d failed, %d timed out | %d of %d waves | %s elapsed, %s left"
        .formatted(
            counters.done(),
            trials,
            counters.count(Outcome.DIVERGED),
            counters.count(Outcome.FAILED),
            counters.count(Outcome.TIMED_OUT),
            committed.get(),
            waves,
            Quantity.clock(elapsed),
            left);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    print();
    if (console.terminal() && trials > 0) {
      console.out().println();
    }
  }
}
