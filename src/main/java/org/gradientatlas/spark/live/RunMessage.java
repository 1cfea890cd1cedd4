package org.gradientatlas.spark.live;

import java.io.IOException;
import org.gradientatlas.report.text.Quantity;
import org.gradientatlas.spark.stored.RunState;
import org.gradientatlas.spark.stored.StudyStatus;
import org.gradientatlas.table.output.Status;
import org.gradientatlas.table.output.Status.State;

/**
 * How a run fares, in one sentence.
 *
 * @param state a word: waiting, running, complete or ended
 */
record RunMessage(String state, String text) {
  private static final String WAITING = "waiting";
  private static final String COMPLETE = "complete";
  private static final String ENDED = "ended";

  /**
   * Describes a run.
   *
   * @param hasWaves whether it has stored any
   */
  static RunMessage of(StudyStatus.Found found, boolean hasWaves) throws IOException {
    if (found.json().isEmpty()) {
      return withoutStatus(found.ending(), hasWaves);
    }
    Status status = Status.parse(found.json());
    return switch (found.ending()) {
      case RUNNING -> running(status);
      case DONE -> new RunMessage(COMPLETE, "Complete: " + done(status) + ".");
      case FAILED_TRIALS -> failed(status);
      case INTERRUPTED -> ended("Interrupted", status);
      case FAILED, NONE -> ended("Broken off", status);
    };
  }

  private static RunMessage withoutStatus(RunState ending, boolean hasWaves) {
    if (ending == RunState.RUNNING) {
      return new RunMessage(WAITING, "Waiting: a run has begun and has stored no wave yet.");
    }
    return hasWaves
        ? new RunMessage(ENDED, "No run has said how it fares.")
        : new RunMessage(WAITING, "Waiting: no run has begun yet.");
  }

  private static RunMessage running(Status status) {
    if (status.work().trials().done() == 0) {
      return new RunMessage(WAITING, "Waiting: the run has stored no wave yet.");
    }
    Long left = status.work().secondsLeft();
    return new RunMessage(
        "running",
        "Running: %s, wave %d of %d%s."
            .formatted(
                done(status),
                status.work().waves().done(),
                status.work().waves().planned(),
                left == null || left == 0 ? "" : ", " + Quantity.clock(left) + " left"));
  }

  private static RunMessage failed(Status status) {
    return status.run().state() == State.STOPPED
        ? ended("Stopped", status)
        : new RunMessage(COMPLETE, "Complete: " + done(status) + ", some of them failed.");
  }

  private static RunMessage ended(String how, Status status) {
    return new RunMessage(
        ENDED, "%s: %s. The page goes on with the run.".formatted(how, done(status)));
  }

  private static String done(Status status) {
    return "%,d of %,d trials"
        .formatted(status.work().trials().done(), status.work().trials().planned());
  }
}
