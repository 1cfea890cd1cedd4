package org.gradientatlas.spark.summary;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.gradientatlas.diagnose.Gate;
import org.gradientatlas.diagnose.Thresholds;
import org.gradientatlas.table.lock.OutputLock;
import org.gradientatlas.table.output.Beginning;
import org.gradientatlas.table.output.DamagedOutputException;
import org.gradientatlas.table.output.DerivedTables;
import org.gradientatlas.table.output.Examination;
import org.gradientatlas.table.output.Manifest;
import org.gradientatlas.table.output.OutputConflictException;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.output.Waves;

/**
 * Writes the tables diagnoses, forecasts, summary and contrasts from the stored rows of a study.
 * Trains nothing, and replaces what an earlier run wrote.
 */
public final class Summarize {
  private final Configuration hadoop;
  private final StudyDirectory directory;
  private final Thresholds thresholds;
  private final Gate gate;

  /**
   * @param directory of a study's tables, on any file system that Hadoop knows
   */
  public Summarize(Configuration hadoop, String directory, Thresholds thresholds, Gate gate) {
    this.hadoop = hadoop;
    this.directory = StudyDirectory.at(directory, hadoop);
    this.thresholds = thresholds;
    this.gate = gate;
  }

  /**
   * Summarizes.
   *
   * @throws IOException if the directory cannot be read or written
   */
  public SummaryResult run() throws IOException {
    if (!directory.obstacle().isEmpty()) {
      return new SummaryResult.Refused(directory.obstacle());
    }
    var waves = new Waves(directory);
    List<String> strangers = waves.strangers();
    if (!strangers.isEmpty()) {
      return new SummaryResult.Refused(
          directory.root()
              + " holds files that no sweep wrote; move them away: "
              + String.join(", ", strangers));
    }
    try {
      if (waves.committed().isEmpty()) {
        return new SummaryResult.Refused(Beginning.whyNoTrials(directory));
      }
      try (var lock = OutputLock.acquire(directory)) {
        // A sweep may have committed more and ended since.
        List<Manifest> all = waves.checked();
        return Examination.reading(directory, () -> summarize(all));
      }
    } catch (OutputConflictException | DamagedOutputException e) {
      return new SummaryResult.Conflict(String.valueOf(e.getMessage()));
    }
  }

  private SummaryResult summarize(List<Manifest> waves) throws IOException {
    var derived = new DerivedTables(directory);
    derived.clear();
    JudgedTrials trials = TrialJudge.of(directory, waves, thresholds, hadoop);
    SummaryTables.Written written =
        new SummaryTables(trials, thresholds.version(), hadoop).write(derived::place);
    derived.replace(written.files());
    return new SummaryResult.Done(
        SummaryText.of(trials, written.effects()), StudyMap.of(trials), GateText.of(trials, gate));
  }
}
