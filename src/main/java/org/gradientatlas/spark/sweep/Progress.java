package org.gradientatlas.spark.sweep;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.gradientatlas.report.text.PhaseLine;
import org.gradientatlas.report.text.ProgressLine;

/**
 * Shows the progress of training: one line, updated in place on a terminal, every 30 s in a log.
 */
final class Progress implements AutoCloseable {
  private static final Duration IN_LOG = Duration.ofSeconds(30);

  private final Console console;
  private final SweepCounters counters;
  private final ProgressLine line;
  private final long started = System.nanoTime();
  private final AtomicInteger committed = new AtomicInteger();
  private final PhaseLine phase;

  Progress(Console console, SweepCounters counters, PendingTrials pending, int waves) {
    this.console = console;
    this.counters = counters;
    this.line =
        new ProgressLine(pending.indices().length, Arrays.stream(pending.seconds()).sum(), waves);
    this.phase =
        line.trials() == 0
            ? console.phase("Planning")
            : PhaseLine.of(console.out(), console.terminal(), "Training", IN_LOG, this::now);
  }

  /** Another wave was committed. */
  void committed() {
    committed.incrementAndGet();
  }

  private String now() {
    return line.of(counters.now(committed.get()), (System.nanoTime() - started) / 1e9);
  }

  @Override
  public void close() {
    phase.close();
    if (line.trials() > 0) {
      console.say(now());
    }
  }
}
