package org.gradientatlas.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.gradientatlas.diagnose.Gate;
import org.gradientatlas.diagnose.Thresholds;
import org.gradientatlas.report.text.Paint;
import org.gradientatlas.spark.StudyResult;
import org.gradientatlas.spark.input.StudyData;
import org.gradientatlas.spark.session.Build;
import org.gradientatlas.spark.stored.FinishedRun;
import org.gradientatlas.spark.stored.FinishedStudy;
import org.gradientatlas.spark.summary.SummaryResult;
import org.gradientatlas.spark.sweep.SweepResult;
import org.gradientatlas.storage.LocationException;
import org.gradientatlas.study.Study;
import org.gradientatlas.table.output.HadoopSettings;
import org.gradientatlas.table.output.StudyDirectory;

/**
 * A study that is finished is answered with what its run has printed. Trouble of any kind means
 * that it is not finished: the run that follows meets it too, and says so.
 */
final class Repetition {
  /** Ends a process that was to answer without Spark, and cannot. */
  static final int NOT_FINISHED = 75;

  /** Set by scripts/submit, which then starts Spark if need be. */
  private static final String WITHOUT_SPARK = "gradient-atlas.without-spark";

  /** All that a terminal can show; {@link Paint#adapted} takes away what this one cannot. */
  private static final Paint FULL = new Paint(true, true);

  private final Study study;
  private final String directory;

  Repetition(Study study, String directory) {
    this.study = study;
    this.directory = directory;
  }

  /** Whether this process may not start Spark. */
  static boolean isWithoutSpark() {
    return Boolean.getBoolean(WITHOUT_SPARK);
  }

  /** The trials of a finished study. */
  Optional<FinishedRun> trained() {
    try {
      return stored().find();
    } catch (IOException | UncheckedIOException | LocationException e) {
      return Optional.empty();
    }
  }

  /** The trials of a finished study and what was found out. */
  Optional<FinishedRun> answered(Thresholds thresholds, Gate gate) {
    try {
      return stored().find(rules(thresholds, gate));
    } catch (IOException | UncheckedIOException | LocationException e) {
      return Optional.empty();
    }
  }

  /** Remembers a run for its repetition. */
  void remember(SweepResult ending) {
    if (ending instanceof SweepResult.Done done) {
      quietly(() -> stored().remember(trials(done), done.failed(), done.outcomes()));
    }
  }

  /** Remembers a run for its repetition. */
  void remember(StudyResult result, Thresholds thresholds, Gate gate) {
    if (result.isDone()
        && result.sweep() instanceof SweepResult.Done done
        && result.summary().orElseThrow() instanceof SummaryResult.Done found) {
      var answer =
          new FinishedRun.Answer(
              "",
              found.text(),
              StudyMapText.of(found.map(), FULL),
              found.stopped(),
              result.claims().text());
      quietly(
          () ->
              stored()
                  .remember(
                      trials(done),
                      done.failed(),
                      done.outcomes(),
                      rules(thresholds, gate),
                      answer));
    }
  }

  private static long trials(SweepResult.Done done) {
    return done.trained() + done.skipped();
  }

  /** What may fail. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  /** Nothing is lost but a shortcut. */
  private static void quietly(Work work) {
    try {
      work.run();
    } catch (IOException | UncheckedIOException e) {
      return;
    }
  }

  private FinishedStudy stored() {
    StudyDirectory output = StudyDirectory.at(directory, HadoopSettings.settings());
    String data = StudyData.stamp(study, HadoopSettings.settings(), output.root());
    return new FinishedStudy(output, study.render(), Build.read().identity() + "\n" + data);
  }

  private static String rules(Thresholds thresholds, Gate gate) {
    return thresholds.version() + " " + String.join(",", gate.names());
  }
}
