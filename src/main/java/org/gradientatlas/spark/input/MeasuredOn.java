package org.gradientatlas.spark.input;

import java.util.LongSummaryStatistics;
import org.gradientatlas.study.Study;

/** Says how many examples and networks stand behind the numbers of a study. */
public final class MeasuredOn {
  /** Fewer replicates give intervals that hardly mean anything. */
  private static final int ENOUGH = 3;

  /** Enough trials to see every data set of a usual study. */
  private static final int LOOKED_AT = 10_000;

  private MeasuredOn() {}

  /** One or two sentences, each a line; empty where there is nothing to say. */
  public static String of(Study study, TrialData data) {
    String examples = examples(study, data);
    String networks = study.replicates() < ENOUGH ? networks(study.replicates()) : "";
    return examples + (examples.isEmpty() || networks.isEmpty() ? "" : "\n") + networks;
  }

  private static String examples(Study study, TrialData data) {
    LongSummaryStatistics held =
        study
            .grid()
            .kept()
            .limit(LOOKED_AT)
            .mapToObj(index -> study.grid().trial(index))
            .filter(trial -> trial.training().steps() > 0)
            .mapToLong(data::validationExamples)
            .filter(examples -> examples >= 0)
            .summaryStatistics();
    if (held.getCount() == 0) {
      return "";
    }
    if (held.getMax() == 0) {
      return "Measured on the training examples: none are held back for validation.";
    }
    String count =
        held.getMin() == held.getMax()
            ? Long.toString(held.getMax())
            : held.getMin() + " to " + held.getMax();
    return "Measured on %s validation example%s.".formatted(count, held.getMax() == 1 ? "" : "s");
  }

  private static String networks(int replicates) {
    return replicates == 1
        ? "Each cell has one network, and so no interval; from three on intervals mean something."
        : "Each cell has two networks: its intervals mean little; take three or more.";
  }
}
