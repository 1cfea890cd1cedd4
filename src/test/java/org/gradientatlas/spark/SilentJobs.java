package org.gradientatlas.spark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.gradientatlas.SparkForTests;
import org.gradientatlas.diagnose.Gate;
import org.gradientatlas.diagnose.Thresholds;
import org.gradientatlas.spark.summary.Summarize;
import org.gradientatlas.spark.summary.SummaryResult;
import org.gradientatlas.spark.sweep.Sweep;
import org.gradientatlas.spark.sweep.SweepResult;
import org.gradientatlas.study.Study;
import org.gradientatlas.study.file.RuleSettings;
import org.gradientatlas.study.file.StudyFile;

/** Jobs in the Spark session of this JVM that print nothing. */
public final class SilentJobs {
  private static final Sweep.Console SILENT =
      new Sweep.Console(
          new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8), false);

  private SilentJobs() {}

  public static SweepResult sweep(Path file, Path out) throws IOException {
    return sweep(StudyFile.load(file, List.of()), out);
  }

  public static SweepResult sweep(Study study, Path out) throws IOException {
    return new Sweep(
            SparkForTests.session(), study, StudyRun.mode(study), out.toString(), false, SILENT)
        .run();
  }

  /** By the default thresholds, without a gate. */
  public static SummaryResult summarize(Path out) throws IOException {
    return summarize(out, new Thresholds(RuleSettings.defaults()), new Gate(Set.of()));
  }

  public static SummaryResult summarize(Path out, Thresholds thresholds, Gate gate)
      throws IOException {
    return new Summarize(SparkForTests.session(), out.toString(), thresholds, gate).run();
  }
}
