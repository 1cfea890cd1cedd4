package org.gradientatlas.study.file;

import java.util.List;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.problem.InvalidValueException;

/**
 * Checks a block's settings for data-parallel training against its engine.
 *
 * @param grid the block
 * @param training its training section
 * @param train the study's fixed train section
 * @param variedTrain the block's train section
 */
record ParallelCheck(Section grid, Section training, Section train, Section variedTrain) {
  /** Names the examples per step in messages. */
  static final String EXAMPLES = "train.workers * train.batch-size-per-worker";

  void check(List<EngineKind> engines) {
    String label = EngineKind.DL4J_SPARK.label();
    if (!engines.contains(EngineKind.DL4J_SPARK)) {
      refuseTrain(train, label);
      refuseTrain(variedTrain, label);
      return;
    }
    if (engines.size() > 1) {
      training.problem(
          "engine",
          new InvalidValueException(
              "", "jobs/train takes %s, and no other engine beside it".formatted(label)));
    }
    if (grid.has("batch-size")) {
      grid.problem(
          "batch-size",
          new InvalidValueException(
              "", "engine %s takes train.batch-size-per-worker in its place".formatted(label)));
    }
  }

  private static void refuseTrain(Section section, String engine) {
    section
        .given()
        .keySet()
        .forEach(
            key ->
                section.problem(
                    key,
                    new InvalidValueException(
                        "",
                        "is for jobs/train: set training.engine = %s, or leave it out"
                            .formatted(engine))));
  }
}
