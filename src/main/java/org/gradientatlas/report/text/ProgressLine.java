package org.gradientatlas.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradientatlas.measure.Outcome;

/**
 * How far training is, in one line of a narrow terminal.
 *
 * @param trials how many are to be trained
 * @param seconds what they are predicted to cost
 * @param waves how many commits that takes
 */
public record ProgressLine(int trials, double seconds, int waves) {
  private static final int COLUMNS = 60;

  private static final List<Outcome> ODD =
      List.of(Outcome.DIVERGED, Outcome.FAILED, Outcome.TIMED_OUT);

  /**
   * What tasks have done.
   *
   * @param trials that have ended
   * @param seconds what these were predicted to cost
   * @param outcomes how many ended in each way
   * @param committed how many waves are in the tables
   */
  public record Done(long trials, double seconds, Map<Outcome, Long> outcomes, int committed) {}

  /** The line; what does not fit is left out. */
  public String of(Done done, double elapsed) {
    boolean trained = done.trials() >= trials;
    String head =
        trained && done.committed() < waves
            ? "Writing tables: " + trials + " trials"
            : "Training: %d of %d trials".formatted(Math.min(done.trials(), trials), trials);
    String tail =
        " | " + Quantity.clock(elapsed) + (trained ? "" : left(done.seconds() / seconds, elapsed));
    var line = new StringBuilder(head);
    for (String detail : details(done)) {
      if (line.length() + detail.length() + tail.length() <= COLUMNS) {
        line.append(detail);
      }
    }
    return line.append(tail).toString();
  }

  private List<String> details(Done done) {
    var details = new ArrayList<String>();
    for (Outcome outcome : ODD) {
      long count = done.outcomes().getOrDefault(outcome, 0L);
      if (count > 0) {
        details.add(", " + count + " " + outcome.label().replace('_', ' '));
      }
    }
    if (waves > 1) {
      details.add(", %d of %d waves".formatted(done.committed(), waves));
    }
    return details;
  }

  /** Never nothing: what is predicted to be over is not over yet. */
  private static String left(double share, double elapsed) {
    return share > 0
        ? ", " + Quantity.clock(Math.max(1, elapsed * (1 - share) / share)) + " left"
        : "";
  }
}
