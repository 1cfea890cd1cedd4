package org.gradientatlas.spark;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.gradientatlas.diagnose.Gate;
import org.gradientatlas.diagnose.Thresholds;
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
    gate = new Gate(new LinkedHashSet<>(List.of(names)));
  }

  SummaryResult summarize(Configuration hadoop, String directory) throws IOException {
    Thresholds limits = thresholds == null ? new Thresholds(RuleSettings.defaults()) : thresholds;
    return new Summarize(hadoop, directory, limits, gate).run();
  }
}
