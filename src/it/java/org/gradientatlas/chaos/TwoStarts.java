package org.gradientatlas.chaos;

/** Two runs of one study that want the same output in the same moment. */
final class TwoStarts {
  private TwoStarts() {}

  /** One trains; the other is refused, or finds nothing left to do. */
  static void provoke(FaultRun run) throws Exception {
    Job one = run.start();
    Job other = run.start();
    Job.Ended first = run.end(one);
    Job.Ended second = run.end(other);
    run.expect(first.exit() == 0 || second.exit() == 0, "none of two runs trains");
    for (Job.Ended ended : new Job.Ended[] {first, second}) {
      run.expect(
          ended.exit() == 0 || ended.exit() == 4,
          "one of two runs exits with %d".formatted(ended.exit()));
    }
    if (first.exit() == second.exit()) {
      run.expect(isIdle(first) != isIdle(second), "not one of two runs trains, but both or none");
    }
  }

  private static boolean isIdle(Job.Ended ended) {
    return ended.said().contains("Nothing is left to do");
  }
}
