package org.gradientatlas.report.text;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Says what a command is doing. On a terminal that is one line, updated in place and erased at the
 * end; in a log, the name of a phase once it has taken two seconds.
 */
public final class PhaseLine implements AutoCloseable {
  private static final String ERASE_LINE = "\r\u001b[K";
  private static final Duration ON_TERMINAL = Duration.ofMillis(500);
  private static final Duration IN_LOG = Duration.ofSeconds(2);

  private final PrintStream out;
  private final boolean terminal;
  private final String name;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          runnable -> {
            var thread = new Thread(runnable, "progress");
            thread.setDaemon(true);
            return thread;
          });

  private PhaseLine(PrintStream out, boolean terminal, String name) {
    this.out = out;
    this.terminal = terminal;
    this.name = name;
    PhaseLog.begin(name);
  }

  /**
   * Begins a phase that is described by its name.
   *
   * @param terminal whether a line can be updated in place
   */
  public static PhaseLine of(PrintStream out, boolean terminal, String name) {
    long started = System.nanoTime();
    Supplier<String> line =
        () -> name + ", " + Quantity.clock((System.nanoTime() - started) / 1e9) + " so far";
    var phase = new PhaseLine(out, terminal, name);
    if (terminal) {
      phase.every(ON_TERMINAL, () -> phase.update(line.get()));
    } else {
      phase.once(IN_LOG, () -> out.println(name));
    }
    return phase;
  }

  /** Begins a phase that says more as it goes: on a terminal every half second, else as often. */
  public static PhaseLine of(
      PrintStream out, boolean terminal, String name, Duration inLog, Supplier<String> line) {
    var phase = new PhaseLine(out, terminal, name);
    phase.every(terminal ? ON_TERMINAL : inLog, () -> phase.update(line.get()));
    return phase;
  }

  private void every(Duration period, Runnable work) {
    var unused =
        timer.scheduleAtFixedRate(
            work, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void once(Duration delay, Runnable work) {
    var unused = timer.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void update(String line) {
    if (timer.isShutdown()) {
      return;
    }
    if (terminal) {
      out.print(ERASE_LINE + line);
      out.flush();
    } else {
      out.println(line);
    }
  }

  /** Prints a line of its own, above that of a phase that may be on the terminal. */
  public static void say(PrintStream out, boolean terminal, String text) {
    out.println((terminal ? ERASE_LINE : "") + text);
  }

  @Override
  public synchronized void close() {
    boolean open = !timer.isShutdown();
    timer.shutdownNow();
    if (open) {
      PhaseLog.end(name);
    }
    if (open && terminal) {
      out.print(ERASE_LINE);
      out.flush();
    }
  }
}
