package org.gradientatlas.table.output;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a run in {@code _STATUS.json}, replaced atomically whenever a wave is committed.
 * The file holds the keys of all parts at one level.
 */
public record Status(
    @JsonUnwrapped Run run,
    @JsonUnwrapped Software software,
    @JsonUnwrapped Work work,
    @JsonUnwrapped Driver driver) {
  private static final String NAME = "_STATUS.json";

  /** What a run is doing, or how it ended. */
  public enum State {
    RUNNING,
    /** Every trial is in the tables. */
    DONE,
    /** More trials failed than allowed. */
    STOPPED,
    /** The run was stopped by SIGINT or SIGTERM. */
    INTERRUPTED,
    /** The run failed for infrastructure reasons. */
    FAILED;

    /** The name in the file. */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The run and its state.
   *
   * @param message for people: the table of outcomes if it is done, else why not; null while it
   *     runs
   * @param phase what a run that has trained all trials does then; null if it does or did nothing
   *     more. It stays if the run is killed in it.
   */
  public record Run(State state, @Nullable String message, String study, @Nullable String phase) {}

  /** The program's version. */
  public record Software(String appVersion, String gitCommit) {}

  /**
   * What is done and what is left.
   *
   * @param trials progress over the whole study
   * @param outcomes number of finished trials by outcome label
   * @param waves progress over this run's waves
   * @param trialsPerSecond of this run, up to its last wave
   * @param secondsLeft estimate from predicted cost; null if unknown
   * @param lastError the most frequent error of the last wave with failed trials
   */
  public record Work(
      Progress trials,
      Map<String, Long> outcomes,
      Progress waves,
      double trialsPerSecond,
      @Nullable Long secondsLeft,
      OutcomeCounts.@Nullable Repeated lastError) {}

  /** A count of items done out of those planned. */
  public record Progress(long done, long planned) {}

  /**
   * The driver's process. Times are ISO-8601 in UTC.
   *
   * @param eventLog where Spark's event log is; null without one
   */
  public record Driver(
      String started,
      String updated,
      String host,
      long pid,
      String sparkApplication,
      @Nullable String eventLog) {}

  /** Replaces the status of a study. */
  public void write(StudyDirectory directory) throws IOException {
    directory.store().replace(path(directory), StoredJson.write(this));
  }

  /**
   * Changes what a run that has trained all its trials says of itself; nothing without a status.
   *
   * @param phase what it begins to do; null if it has ended
   */
  public static void enter(StudyDirectory directory, @Nullable String phase) throws IOException {
    String text = text(directory);
    if (text != null) {
      Status now = parse(text);
      now.with(new Run(now.run.state(), now.run.message(), now.run.study(), phase))
          .write(directory);
    }
  }

  /** The run failed in what follows training. */
  public static void failIn(StudyDirectory directory, String phase) throws IOException {
    String text = text(directory);
    if (text != null) {
      Status now = parse(text);
      String message =
          "All trials are trained; it broke off while %s. The same command goes on from there."
              .formatted(phase);
      now.with(new Run(State.FAILED, message, now.run.study(), null)).write(directory);
    }
  }

  private Status with(Run changed) {
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    return new Status(
        changed,
        software,
        work,
        new Driver(
            driver.started(),
            now,
            driver.host(),
            driver.pid(),
            driver.sparkApplication(),
            driver.eventLog()));
  }

  private static Path path(StudyDirectory directory) {
    return new Path(directory.root(), NAME);
  }

  /** The status file's content; null if there is none. */
  public static @Nullable String text(StudyDirectory directory) throws IOException {
    try {
      return directory.store().read(path(directory));
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if the text is not a status
   */
  public static Status parse(String text) throws IOException {
    // Jackson writes unwrapped records but cannot read them, so each part is read for itself.
    return new Status(
        StoredJson.read(text, Run.class),
        StoredJson.read(text, Software.class),
        StoredJson.read(text, Work.class),
        StoredJson.read(text, Driver.class));
  }
}
