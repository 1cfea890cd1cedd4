package org.gradientatlas.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.problem.InvalidStudyException;
import org.gradientatlas.spark.input.StudyData;
import org.gradientatlas.spark.session.OwnSession;
import org.gradientatlas.storage.LocationException;
import org.gradientatlas.study.Plan;
import org.gradientatlas.study.Study;
import org.gradientatlas.study.file.StudyFile;
import org.gradientatlas.table.output.HadoopSettings;
import org.gradientatlas.table.output.StudyDirectory;

/**
 * The entry point of the library: each method returns an action to configure and then run.
 *
 * <pre>{@code
 * StudyResult result = GradientAtlas.with(spark).study(text).output("out/small").run();
 * }</pre>
 *
 * <p>A run uses its own session on the caller's Spark. It does not close or reconfigure the
 * caller's session, and it restores the thread's job group and description. This class is
 * thread-safe; actions are not.
 */
public final class GradientAtlas {
  /** How many of the most and of the least expensive cells a plan lists. */
  private static final int EXTREMES = 3;

  private final SparkSession spark;

  private GradientAtlas(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * Uses an existing session, which the caller keeps and closes.
   *
   * @param spark a running session; a run throws {@link IllegalStateException} if it has stopped
   */
  public static GradientAtlas with(SparkSession spark) {
    return new GradientAtlas(Objects.requireNonNull(spark, "spark"));
  }

  /**
   * Trains the missing trials of a study, diagnoses all trials, checks the study's claims and
   * writes the report.
   *
   * @param study as read by {@link StudyFile}
   * @throws InvalidStudyException if the grid mixes trial-parallel and data-parallel blocks
   */
  public StudyAction study(Study study) {
    return new StudyAction(spark, sweep(study), study);
  }

  /**
   * Does the same for a study given as HOCON text.
   *
   * @param text a study file's content; relative data paths are resolved against the working
   *     directory
   * @throws InvalidStudyException listing every problem in the text
   */
  public StudyAction study(String text) {
    return study(StudyFile.parse(Objects.requireNonNull(text, "text")));
  }

  /**
   * Trains the missing trials of a study, without diagnosing them.
   *
   * @param study as read by {@link StudyFile}
   * @throws InvalidStudyException if the grid mixes trial-parallel and data-parallel blocks
   */
  public SweepAction sweep(Study study) {
    return new SweepAction(spark, Objects.requireNonNull(study, "study"));
  }

  /**
   * Diagnoses the stored trials of a study, replacing any earlier summary.
   *
   * @param directory the output of a sweep, on any Hadoop file system
   * @throws IllegalArgumentException if the directory is blank
   */
  public SummaryAction summarize(String directory) {
    return new SummaryAction(spark, directory(directory));
  }

  /**
   * Writes the results of a study as a single HTML page.
   *
   * @param directory the output of a summarized study, on any Hadoop file system
   * @throws IllegalArgumentException if the directory is blank
   */
  public ReportAction report(String directory) {
    return new ReportAction(spark, directory(directory));
  }

  /**
   * Compares two studies on a single HTML page.
   *
   * @param first the output of a summarized study, on any Hadoop file system
   * @param second the output of another one
   * @throws IllegalArgumentException if a directory is blank
   */
  public ComparisonAction compare(String first, String second) {
    return new ComparisonAction(spark, directory(first, "first"), directory(second, "second"));
  }

  /**
   * Queries the tables of a study in SQL. Needs no Spark.
   *
   * @param directory the output of a sweep, on any Hadoop file system
   * @throws IllegalArgumentException if the directory is blank
   */
  public static QueryAction query(String directory) {
    return new QueryAction(directory(directory));
  }

  /**
   * Reads a study file. Needs no Spark, and Hadoop only for an address.
   *
   * @param file a path of this machine, or an address such as {@code hdfs://host/study.conf} that
   *     Hadoop can read
   * @param overrides texts such as {@code grid.depth=[8,32]}
   * @throws InvalidStudyException listing every problem in the file
   * @throws IllegalArgumentException if it is no path, or has no such file system
   * @throws UncheckedIOException if its file system is down
   */
  public static Study load(String file, String... overrides) {
    return StudyFile.load(UserFile.of(Objects.requireNonNull(file, "file")), List.of(overrides));
  }

  /**
   * Predicts the cost of a study and what theory expects of its cells. Needs no Spark.
   *
   * @param study as read by {@link StudyFile}
   * @return predicted core seconds and rows, the forecasts, and the most and least expensive cells
   */
  public static Plan plan(Study study) {
    return Plan.of(Objects.requireNonNull(study, "study").grid(), EXTREMES);
  }

  /**
   * Reads the data files of a study, and says what they hold. Starts Spark only for Parquet.
   *
   * @param study as read by {@link StudyFile}
   * @return with the problems that a run would refuse it for
   */
  public static StudyData data(Study study) {
    var sessions = new ArrayList<OwnSession>();
    try {
      return StudyData.read(
          Objects.requireNonNull(study, "study"),
          HadoopSettings.settings(),
          () -> {
            sessions.add(OwnSession.open("gradient-atlas data of " + study.name()));
            return sessions.get(0).spark();
          });
    } finally {
      sessions.forEach(OwnSession::close);
    }
  }

  /**
   * Looks whether the data files of a study are there, before Spark is started. Leaves it to the
   * run if the output has trials of the study, which may need no data any more.
   *
   * @param output where the study's tables go
   * @throws LocationException with one line for each problem
   */
  public static void requireData(Study study, String output) {
    StudyDirectory directory = StudyDirectory.at(output, HadoopSettings.settings());
    try {
      if (directory.readStudy() != null) {
        return;
      }
    } catch (IOException e) {
      return; // the run says why
    }
    String refusal = StudyData.misplaced(study, HadoopSettings.settings(), directory.root());
    if (!refusal.isEmpty()) {
      throw new LocationException(refusal);
    }
  }

  /**
   * @throws IllegalArgumentException if the directory is blank, or has a NUL character
   */
  static String directory(String directory) {
    return directory(directory, "directory");
  }

  static String directory(String directory, String name) {
    if (Objects.requireNonNull(directory, name).isBlank()) {
      throw new IllegalArgumentException("the directory is blank");
    }
    if (directory.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "the directory has a NUL character: " + directory.replace("\0", "\\0"));
    }
    return directory;
  }
}
