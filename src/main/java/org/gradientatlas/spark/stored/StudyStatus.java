package org.gradientatlas.spark.stored;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.gradientatlas.measure.Outcome;
import org.gradientatlas.report.text.Quantity;
import org.gradientatlas.storage.Location;
import org.gradientatlas.table.lock.Lock;
import org.gradientatlas.table.lock.OutputLock;
import org.gradientatlas.table.output.Beginning;
import org.gradientatlas.table.output.EventLogs;
import org.gradientatlas.table.output.Status;
import org.gradientatlas.table.output.Status.State;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.schema.DiagnosisTables;
import org.gradientatlas.table.schema.Table;
import org.gradientatlas.table.schema.Tables;
import org.jspecify.annotations.Nullable;

/** The stored status of a study, and whether it still holds: the process may have died. */
public final class StudyStatus {
  private static final List<Table<?>> ALL =
      Stream.concat(
              Stream.<Table<?>>of(Tables.TRIALS, Tables.STEPS, Tables.LAYERS),
              DiagnosisTables.ALL.stream())
          .toList();

  private final StudyDirectory directory;
  private final Configuration hadoop;

  /**
   * @param output a study's output directory
   */
  public StudyStatus(String output, Configuration hadoop) {
    this.directory = StudyDirectory.at(output, hadoop);
    this.hadoop = hadoop;
  }

  /**
   * The status found.
   *
   * @param text a description for people
   * @param json the status file's content; empty without one
   */
  public record Found(RunState ending, String text, String json) {}

  /**
   * Reads the status and checks whether the run is still alive.
   *
   * @throws IOException if the directory cannot be read
   * @throws UncheckedIOException if its file system is down
   */
  public Found find() throws IOException {
    String obstacle = directory.obstacle();
    if (!obstacle.isEmpty()) {
      return new Found(RunState.NONE, obstacle, "");
    }
    String json = Status.text(directory);
    Lock found = OutputLock.of(directory);
    Lock lock = found == null || found.isDead() ? null : found;
    if (json == null) {
      return lock == null
          ? new Found(RunState.NONE, missing(), "")
          : new Found(RunState.RUNNING, begun(lock), "");
    }
    Status status = Status.parse(json);
    boolean dead = status.run().state() == State.RUNNING && lock == null;
    RunState ending = ending(status, dead);
    if (status.run().phase() != null && status.run().state() == State.DONE) {
      ending = isAlive(status, lock) ? RunState.RUNNING : RunState.INTERRUPTED;
    }
    return new Found(ending, text(status, lock, dead) + results(status), json);
  }

  private String begun(Lock lock) {
    return "%s: a run has begun (%s) and has no wave yet%n".formatted(directory.root(), lock.who());
  }

  private String missing() throws IOException {
    return directory.readStudy() == null
        ? Beginning.whyNoTrials(directory)
        : directory.root()
            + " has no _STATUS.json: no run of this version has trained there."
            + " jobs/doctor --out counts and examines what it holds.";
  }

  /** Whether a run that has trained all trials may still be at work. */
  private static boolean isAlive(Status status, @Nullable Lock lock) throws IOException {
    boolean here = InetAddress.getLocalHost().getHostName().equals(status.driver().host());
    return lock != null
        || !here
        || ProcessHandle.of(status.driver().pid()).map(ProcessHandle::isAlive).orElse(false);
  }

  private static RunState ending(Status status, boolean dead) {
    if (dead) {
      return RunState.FAILED;
    }
    return switch (status.run().state()) {
      case RUNNING -> RunState.RUNNING;
      case DONE -> failed(status) > 0 ? RunState.FAILED_TRIALS : RunState.DONE;
      case STOPPED -> RunState.FAILED_TRIALS;
      case INTERRUPTED -> RunState.INTERRUPTED;
      case FAILED -> RunState.FAILED;
    };
  }

  private static long failed(Status status) {
    return status.work().outcomes().getOrDefault(Outcome.FAILED.label(), 0L);
  }

  private String text(Status status, @Nullable Lock lock, boolean dead) throws IOException {
    return Stream.of(
            head(status, lock, dead),
            "  %d of %d trials done%s"
                .formatted(
                    status.work().trials().done(),
                    status.work().trials().planned(),
                    outcomes(status)),
            waves(status, dead),
            "  started %s, last changed %s"
                .formatted(status.driver().started(), status.driver().updated()),
            lastError(status),
            "  Gradient Atlas %s (%s), Spark application %s"
                .formatted(
                    status.software().appVersion(),
                    status.software().gitCommit(),
                    status.driver().sparkApplication()),
            status.driver().eventLog() == null
                ? null
                : "  event log " + EventLogs.now(status.driver().eventLog(), hadoop),
            tables(),
            report())
        .filter(Objects::nonNull)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private @Nullable String tables() throws IOException {
    var names = new ArrayList<String>();
    for (Table<?> table : ALL) {
      if (directory.has(table)) {
        names.add(table.name());
      }
    }
    return names.isEmpty()
        ? null
        : "  tables %s/{%s}/*.parquet".formatted(directory.root(), String.join(",", names));
  }

  private @Nullable String report() throws IOException {
    var report = Location.of(directory.root() + "/report.html", hadoop);
    return report.system().exists(report.path()) ? "  report " + report.path() : null;
  }

  /** What the console of a run that is done shows of its outcomes. */
  private static String results(Status status) {
    String outcomes = status.run().message();
    return status.run().state() == State.DONE && outcomes != null ? "\n" + outcomes : "";
  }

  private static String head(Status status, @Nullable Lock lock, boolean dead) throws IOException {
    String process = "process %d on %s".formatted(status.driver().pid(), status.driver().host());
    if (dead) {
      return "study %s: died (%s is gone). The same command goes on from the last wave."
          .formatted(status.run().study(), process);
    }
    String phase = status.run().phase();
    if (phase != null && status.run().state() == State.DONE) {
      return isAlive(status, lock)
          ? "study %s: all trials are trained, now %s (%s)"
              .formatted(status.run().study(), phase, process)
          : "study %s: interrupted while %s. All trials are trained; the same command goes on from there."
              .formatted(status.run().study(), phase);
    }
    String state = "study %s: %s".formatted(status.run().study(), status.run().state().label());
    if (status.run().state() == State.RUNNING) {
      return lock == null ? state : state + " (" + lock.who() + ")";
    }
    String held = lock == null ? "" : "%n  held now by %s".formatted(lock.who());
    boolean alone = status.run().message() == null || status.run().state() == State.DONE;
    return (alone ? state : state + ". " + status.run().message()) + held;
  }

  private static String outcomes(Status status) {
    List<String> counts =
        status.work().outcomes().entrySet().stream()
            .map(e -> e.getValue() + " " + e.getKey())
            .toList();
    return counts.isEmpty() ? "" : ": " + String.join(", ", counts).replace('_', ' ');
  }

  private static @Nullable String waves(Status status, boolean dead) {
    if (status.work().waves().planned() == 0) {
      return unplanned(status, dead);
    }
    return "  %d of %d waves of this run, %.2f trials/s%s"
        .formatted(
            status.work().waves().done(),
            status.work().waves().planned(),
            status.work().trialsPerSecond(),
            left(status, dead));
  }

  private static @Nullable String unplanned(Status status, boolean dead) {
    return switch (status.run().state()) {
      case DONE -> "  nothing was left to do";
      case RUNNING -> dead ? null : "  has begun; what is left to train is not known yet";
      default -> null;
    };
  }

  private static String left(Status status, boolean dead) {
    return status.work().secondsLeft() == null || dead || status.run().state() != State.RUNNING
        ? ""
        : ", " + Quantity.clock(status.work().secondsLeft()) + " left";
  }

  private static @Nullable String lastError(Status status) {
    var error = status.work().lastError();
    return error == null
        ? null
        : "  last error, in %d trials (%s, say): %s"
            .formatted(error.trials(), error.example(), error.error());
  }
}
