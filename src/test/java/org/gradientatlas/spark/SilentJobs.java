package org.gradientatlas.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.gradientatlas.SparkForTests;
import org.gradientatlas.diagnose.Gate;
import org.gradientatlas.diagnose.Thresholds;
import org.gradientatlas.spark.summary.SummaryResult;
import org.gradientatlas.spark.sweep.SweepResult;
import org.gradientatlas.study.Study;
import org.gradientatlas.study.file.StudyFile;

/** Jobs in the Spark session of this JVM that print nothing. */
public final class SilentJobs {
  private static final GradientAtlas ATLAS = GradientAtlas.with(SparkForTests.session());

  private SilentJobs() {}

  public static SweepResult sweep(Path file, Path out) throws IOException {
    return sweep(StudyFile.load(file, List.of()), out);
  }

  public static SweepResult sweep(Study study, Path out) throws IOException {
    return ATLAS.sweep(study).output(out.toString()).run();
  }

  /** By the default thresholds, without a gate. */
  public static SummaryResult summarize(Path out) throws IOException {
    return ATLAS.summarize(out.toString()).run();
  }

  public static SummaryResult summarize(Path out, Thresholds thresholds, Gate gate)
      throws IOException {
    return ATLAS.summarize(out.toString()).thresholds(thresholds).failOn(gate).run();
  }
}
