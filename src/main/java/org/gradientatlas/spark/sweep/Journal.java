package org.gradientatlas.spark.sweep;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.gradientatlas.measure.Outcome;
import org.gradientatlas.spark.session.Build;
import org.gradientatlas.spark.session.OutageMessage;
import org.gradientatlas.study.Study;
import org.gradientatlas.table.lock.Holder;
import org.gradientatlas.table.output.Manifest;
import org.gradientatlas.table.output.OutcomeCounts;
import org.gradientatlas.table.output.Status;
import org.gradientatlas.table.output.Status.State;
import org.gradientatlas.table.output.StudyDirectory;
import org.jspecify.annotations.Nullable;

/** Keeps the status file of a run up to date, and detects when too many trials have failed. */
final class Journal {
  private final StudyDirectory directory;
  private final SparkContext spark;
  private final Study study;
  private final Holder holder;
  private final Build build = Build.read();
  private final Instant started = Instant.now();
  private final long startNanos = System.nanoTime();

  private OutcomeCounts endings;
  private OutcomeCounts.@Nullable Repeated lastError;
  private boolean begun;
  private long trained;
  private int waves;
  private int wavesPlanned;
  private double elapsed;
  private double seconds;
  private double secondsPlanned;

  /**
   * @param endings how the trials already in the output ended
   */
  Journal(
      StudyDirectory directory,
      SparkContext spark,
      Study study,
      Holder holder,
      OutcomeCounts endings) {
    this.directory = directory;
    this.spark = spark;
    this.study = study;
    this.holder = holder;
    this.endings = endings;
    this.lastError = endings.mostFrequent().orElse(null);
  }

  /** The run resumes an existing study. */
  void begin() {
    write(State.RUNNING, null);
  }

  /**
   * The run is about to train.
   *
   * @param seconds predicted cost of the trials to train
   */
  void start(int waves, double seconds) {
    wavesPlanned = waves;
    secondsPlanned = seconds;
    write(State.RUNNING, null);
  }

  /**
   * A wave was committed.
   *
   * @param predicted its cost in seconds
   */
  void committed(Manifest wave, double predicted) {
    OutcomeCounts its = wave.endings() == null ? OutcomeCounts.NONE : wave.endings();
    endings = endings.plus(its);
    lastError = its.mostFrequent().orElse(lastError);
    trained += its.trials();
    waves++;
    seconds += predicted;
    elapsed = (System.nanoTime() - startNanos) / 1e9;
    write(State.RUNNING, null);
  }

  /** How many trials this run has committed. */
  long trained() {
    return trained;
  }

  /** Why training must stop; empty if it may go on. */
  Optional<String> overBudget() {
    long failed = endings.count(Outcome.FAILED);
    long most = study.commit().maxFailed().of(study.grid().keptCount());
    if (failed <= most) {
      return Optional.empty();
    }
    String repeated =
        endings
            .mostFrequent()
            .map(
                e ->
                    "%nMost frequent, in %d of them (trial %s, say): %s"
                        .formatted(e.trials(), e.example(), e.error()))
            .orElse("");
    return Optional.of(
        "%d trials failed; commit.max-failed = %s lets %d of %d fail.%s%n%d trials of this run are kept. The same command with another --set commit.max-failed goes on from there."
            .formatted(
                failed,
                study.commit().maxFailed().text(),
                most,
                study.grid().keptCount(),
                repeated,
                trained));
  }

  /** The run is over; writes nothing if it never began. */
  void end(State state, @Nullable String message) {
    if (begun) {
      write(state, message);
    }
  }

  /** Failing to write the status must not stop the run. */
  private void write(State state, @Nullable String message) {
    begun = true;
    try {
      status(state, message).write(directory);
    } catch (IOException e) {
      System.err.println("_STATUS.json cannot be written: " + OutageMessage.of(e).orElseThrow());
    }
  }

  private Status status(State state, @Nullable String message) {
    return new Status(
        new Status.Run(state, message, study.name(), null),
        new Status.Software(build.version(), build.commit()),
        new Status.Work(
            new Status.Progress(endings.trials(), study.grid().keptCount()),
            endings.outcomes(),
            new Status.Progress(waves, wavesPlanned),
            elapsed > 0 ? Math.round(100 * trained / elapsed) / 100.0 : 0,
            secondsLeft(state),
            lastError),
        new Status.Driver(
            time(started),
            time(Instant.now()),
            holder.host(),
            holder.pid(),
            spark.applicationId(),
            eventLog()));
  }

  private @Nullable Long secondsLeft(State state) {
    if (state != State.RUNNING) {
      return state == State.DONE ? 0L : null;
    }
    return seconds > 0 ? Math.round(elapsed * (secondsPlanned - seconds) / seconds) : null;
  }

  /** The file or, where logs roll, the directory; it ends in .inprogress until Spark stops. */
  private @Nullable String eventLog() {
    var logger = spark.eventLogger();
    return logger.isEmpty() ? null : logger.get().logWriter().logPath();
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
