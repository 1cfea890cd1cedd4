package org.gradientatlas.table.output;

import java.io.IOException;
import org.gradientatlas.table.output.Status.State;

/** A run that has begun and has not committed a wave. */
public final class Beginning {
  private static final String NONE =
      "%s holds no trained study: give the directory that was the --out of jobs/study or"
          + " jobs/sweep.";

  private Beginning() {}

  /**
   * Why an output holds no trials: a run has only begun there, or it is none.
   *
   * @param directory without trials
   */
  public static String whyNoTrials(StudyDirectory directory) throws IOException {
    String begun = of(directory);
    return begun.isEmpty() ? NONE.formatted(directory.root()) : begun;
  }

  /**
   * Why an output holds no trials although it is one.
   *
   * @param directory without trials
   * @return empty if no run has begun there, or one is done that had nothing to train
   */
  public static String of(StudyDirectory directory) throws IOException {
    String status = Status.text(directory);
    boolean begun =
        status == null
            ? directory.store().exists(directory.lock())
            : Status.parse(status).run().state() != State.DONE;
    return begun
        ? "%1$s has no trials yet: a run has begun there and has stored no wave. jobs/status %1$s says how it fares."
            .formatted(directory.root())
        : "";
  }
}
