package org.gradientatlas.table.output;

import java.io.IOException;
import org.gradientatlas.table.output.Status.State;

/** A run that has begun and has not committed a wave. */
public final class Beginning {
  private Beginning() {}

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
