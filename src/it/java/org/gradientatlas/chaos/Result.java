package org.gradientatlas.chaos;

/**
 * What came of one fault.
 *
 * @param kept trials that were committed when it happened, and are in the end as they were
 * @param recoverySeconds from the fault, or the repair, to the next wave; NaN if none was due
 * @param problem empty if the rows are those of the undisturbed run
 */
record Result(
    Fault fault, String place, Moment moment, int kept, double recoverySeconds, String problem) {

  boolean isEqual() {
    return problem.isEmpty();
  }

  @Override
  public String toString() {
    String recovery =
        Double.isNaN(recoverySeconds) ? "" : ", next wave after %.1f s".formatted(recoverySeconds);
    return "%-36s %-12s %-15s %s"
        .formatted(
            fault.label(),
            place,
            moment,
            isEqual() ? "equal, %d trials kept%s".formatted(kept, recovery) : problem);
  }
}
