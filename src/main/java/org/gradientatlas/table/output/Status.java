package org.gradientatlas.table.output;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come, for whoever looks at it from outside: {@code _STATUS.json}, replaced in
 * one step whenever a wave is committed. The file has the keys of all parts side by side.
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
    /** More trials failed than may. */
    STOPPED,
    /** By SIGINT or SIGTERM. */
    INTERRUPTED,
    /** By a fault of the machines. */
    FAILED;

    /** The name in the file. */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What runs, and how that stands.
   *
   * @param message how it ended, for people; null while it runs
   */
  public record Run(State state, @Nullable String message, String study) {}

  /** What it is a run of. */
  public record Software(String appVersion, String gitCommit) {}

  /**
   * What is done, and what is left.
   *
   * @param trials of the whole study
   * @param outcomes of the trials that are done, how many by its label
   * @param waves of this run
   * @param trialsPerSecond of this run, until its last wave
   * @param secondsLeft by predicted cost; null if that cannot be said
   * @param lastError of the last wave that had failed trials
   */
  public record Work(
      Progress trials,
      Map<String, Long> outcomes,
      Progress waves,
      double trialsPerSecond,
      @Nullable Long secondsLeft,
      OutcomeCounts.@Nullable Repeated lastError) {}

  /** How many of how many. */
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
    directory.files().write(path(directory), StoredJson.write(this));
  }

  private static Path path(StudyDirectory directory) {
    return new Path(directory.root(), NAME);
  }

  /** The status of a study as it is written; null if there is none. */
  public static @Nullable String text(StudyDirectory directory) throws IOException {
    try {
      return directory.files().read(path(directory));
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is something else
   */
  public static Status parse(String text) throws IOException {
    // Each part takes its own keys: Jackson writes unwrapped parts of a record, but cannot read
    // them.
    return new Status(
        StoredJson.read(text, Run.class),
        StoredJson.read(text, Software.class),
        StoredJson.read(text, Work.class),
        StoredJson.read(text, Driver.class));
  }
}
