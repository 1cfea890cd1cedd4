package org.gradientatlas.spark;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.diagnose.Gate;
import org.gradientatlas.diagnose.Thresholds;
import org.gradientatlas.problem.InvalidValueException;
import org.gradientatlas.spark.summary.Summarize;
import org.gradientatlas.spark.summary.SummaryResult;
import org.gradientatlas.study.file.RuleSettings;
import org.jspecify.annotations.Nullable;

/** The thresholds an action diagnoses with, and the gate that no trial may hit. */
final class RuleChoice {
  private @Nullable Thresholds thresholds;
  private Gate gate = new Gate(Set.of());

  void thresholds(Thresholds chosen) {
    thresholds = Objects.requireNonNull(chosen, "thresholds");
  }

  void failOn(Gate chosen) {
    gate = Objects.requireNonNull(chosen, "gate");
  }

  void failOn(String... names) {
    List.of(names).forEach(RuleChoice::check);
    gate = new Gate(new LinkedHashSet<>(List.of(names)));
  }

  private static void check(String name) {
    if (!Gate.known().contains(name)) {
      var problem = InvalidValueException.unknown("mechanism, verdict or rule", name, Gate.known());
      String hint = problem.nearest() == null ? "" : "; did you mean " + problem.nearest() + "?";
      throw new IllegalArgumentException(problem.getMessage() + hint);
    }
  }

  SummaryResult summarize(SparkSession spark, String directory) throws IOException {
    Thresholds limits = thresholds == null ? new Thresholds(RuleSettings.defaults()) : thresholds;
    return new Summarize(spark, directory, limits, gate).run();
  }
}
