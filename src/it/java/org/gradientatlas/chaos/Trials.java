package org.gradientatlas.chaos;

import java.util.Map;

/** Trials that cannot succeed: rows of their own, and no harm to the others. */
final class Trials {
  private static final String OTHERS = "depth >= 4";

  private Trials() {}

  /** A matrix of 36 MB where 24 MB outside the heap are allowed. */
  static void hungry(FaultRun scene) throws Exception {
    scene.playWith(
        Stage.text("{ depth = 2, width = 3000, batch-size = 32, training.steps = 1 }", "none"),
        OTHERS);
    String memory =
        "--add-modules=jdk.incubator.vector -Dorg.bytedeco.javacpp.maxbytes=24m"
            + " -Dorg.bytedeco.javacpp.maxphysicalbytes=8g";
    Job job =
        scene.start(
            "--conf",
            "spark.driver.defaultJavaOptions=" + memory,
            "--conf",
            "spark.executor.defaultJavaOptions=" + memory);
    scene.end(job, 3);
    expectOutcome(scene, "failed: java.lang.OutOfMemoryError");
  }

  /** Training without end. */
  static void endless(FaultRun scene) throws Exception {
    scene.playWith(
        Stage.text("{ depth = 1, width = 32, batch-size = 32, training.steps = 1000000000 }", "3s"),
        OTHERS);
    scene.end(scene.start(), 0);
    expectOutcome(scene, "timed_out: -");
  }

  private static void expectOutcome(FaultRun scene, String outcome) throws Exception {
    Map<String, String> found =
        Rows.pairs(
            scene.out(),
            "SELECT trial_id, outcome || ': ' || coalesce(error_class, '-') FROM trials WHERE NOT "
                + OTHERS);
    scene.expect(
        found.size() == 2 && found.values().stream().allMatch(outcome::equals),
        found + " instead of " + outcome);
  }
}
