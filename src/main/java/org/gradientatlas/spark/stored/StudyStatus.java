package org.gradientatlas.spark.stored;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.gradientatlas.measure.Outcome;
import org.gradientatlas.report.text.Quantity;
import org.gradientatlas.table.lock.Lock;
import org.gradientatlas.table.lock.OutputLock;
import org.gradientatlas.table.output.Status;
import org.gradientatlas.table.output.Status.State;
import org.gradientatlas.table.output.StudyDirectory;
import org.jspecify.annotations.Nullable;

/** The stored status of a study, and whether it still holds: the process may have died. */
public final class StudyStatus {
  private final StudyDirectory directory;

  /**
   * @param output a study's output directory
   */
  public StudyStatus(String output, Configuration hadoop) {
    this.directory = StudyDirectory.at(output, hadoop);
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
   */
  public Found find() throws IOException {
    String json = Status.text(directory);
    if (json == null) {
      return new Found(RunState.NONE, missing(), "");
    }
    Status status = Status.parse(json);
    Lock lock = OutputLock.of(directory);
    boolean dead = status.run().state() == State.RUNNING && (lock == null || lock.isDead());
    return new Found(ending(status, dead), text(status, lock, dead), json);
  }

  private String missing() throws IOException {
    if (!directory.obstacle().isEmpty()) {
      return directory.obstacle();
    }
    return directory.readStudy() == null
        ? directory.root() + " holds no study: there is no study.conf in it."
        : directory.root()
            + " has no _STATUS.json: no run of this version has trained there."
            + " jobs/doctor --output counts and examines what it holds.";
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

  private static String text(Status status, @Nullable Lock lock, boolean dead) {
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
            status.driver().eventLog() == null ? null : "  event log " + status.driver().eventLog())
        .filter(Objects::nonNull)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String head(Status status, @Nullable Lock lock, boolean dead) {
    String process = "process %d on %s".formatted(status.driver().pid(), status.driver().host());
    if (dead) {
      return "study %s: died (%s is gone). The same command goes on from the last wave."
          .formatted(status.run().study(), process);
    }
    String state = "study %s: %s".formatted(status.run().study(), status.run().state().label());
    if (status.run().state() == State.RUNNING) {
      return lock == null ? state : state + " (" + lock.who() + ")";
    }
    String held = lock == null ? "" : "%n  held now by %s".formatted(lock.who());
    return (status.run().message() == null ? state : state + ". " + status.run().message()) + held;
  }

  private static String outcomes(Status status) {
    List<String> counts =
        status.work().outcomes().entrySet().stream()
            .map(e -> e.getValue() + " " + e.getKey())
            .toList();
    return counts.isEmpty() ? "" : ": " + String.join(", ", counts).replace('_', ' ');
  }

  private static String waves(Status status, boolean dead) {
    return status.work().waves().planned() == 0 && status.run().state() == State.DONE
        ? "  nothing was left to do"
        : "  %d of %d waves of this run, %.2f trials/s%s"
            .formatted(
                status.work().waves().done(),
                status.work().waves().planned(),
                status.work().trialsPerSecond(),
                left(status, dead));
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
