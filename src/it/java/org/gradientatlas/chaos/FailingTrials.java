package org.gradientatlas.chaos;

import java.util.Map;

/** Trials that cannot succeed: rows of their own, and no harm to the others. */
final class FailingTrials {
  private static final String OTHERS = "depth >= 4";

  private FailingTrials() {}

  /** A matrix of 36 MB where 24 MB outside the heap are allowed. */
  static void outOfMemory(FaultRun run) throws Exception {
    run.useStudy(
        Baseline.text("{ depth = 2, width = 3000, batch-size = 32, training.steps = 1 }", "none"),
        OTHERS);
    String memory =
        "--add-modules=jdk.incubator.vector -Dorg.bytedeco.javacpp.maxbytes=24m"
            + " -Dorg.bytedeco.javacpp.maxphysicalbytes=8g";
    Job job =
        run.start(
            "--conf",
            "spark.driver.defaultJavaOptions=" + memory,
            "--conf",
            "spark.executor.defaultJavaOptions=" + memory);
    run.end(job, 3);
    expectOutcome(run, "failed: java.lang.OutOfMemoryError");
  }

  /** Training without end. */
  static void endless(FaultRun run) throws Exception {
    run.useStudy(
        Baseline.text(
            "{ depth = 1, width = 32, batch-size = 32, training.steps = 1000000000 }", "3s"),
        OTHERS);
    run.end(run.start(), 0);
    expectOutcome(run, "timed_out: -");
  }

  private static void expectOutcome(FaultRun run, String outcome) throws Exception {
    Map<String, String> found =
        Rows.pairs(
            run.out(),
            "SELECT trial_id, outcome || ': ' || coalesce(error_class, '-') FROM trials WHERE NOT "
                + OTHERS);
    run.expect(
        found.size() == 2 && found.values().stream().allMatch(outcome::equals),
        found + " instead of " + outcome);
  }
}
