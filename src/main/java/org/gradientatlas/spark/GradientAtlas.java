package org.gradientatlas.spark;

import java.util.Objects;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.problem.InvalidStudyException;
import org.gradientatlas.study.Plan;
import org.gradientatlas.study.Study;
import org.gradientatlas.study.file.StudyFile;

/**
 * Gradient Atlas as a library: one method a job, each of which gives an action to be set and run.
 *
 * <pre>{@code
 * StudyResult result = GradientAtlas.with(spark).study(text).output("out/small").run();
 * }</pre>
 *
 * <p>A run works in a session of its own on the caller's Spark. It closes nothing, changes no
 * setting of the caller's session, and leaves the thread's job group and description as they were.
 * Several threads may share this object; an action belongs to one thread.
 */
public final class GradientAtlas {
  /** Of the dearest and of the cheapest cells, a plan names so many. */
  private static final int EXTREMES = 3;

  private final SparkSession spark;

  private GradientAtlas(SparkSession spark) {
    this.spark = spark;
  }

  /** Works with a session, which its owner closes. */
  public static GradientAtlas with(SparkSession spark) {
    return new GradientAtlas(Objects.requireNonNull(spark, "spark"));
  }

  /**
   * Trains what is missing of a study, diagnoses it, judges its claims, and reports.
   *
   * @param study of {@link StudyFile}
   * @throws InvalidStudyException if some blocks train trials side by side, and some one network on
   *     several workers
   */
  public StudyAction study(Study study) {
    return new StudyAction(spark, sweep(study), study);
  }

  /**
   * The same for the text of a study, in HOCON.
   *
   * @throws InvalidStudyException with everything that is wrong
   */
  public StudyAction study(String text) {
    return study(StudyFile.parse(text));
  }

  /**
   * Trains what is missing of a study, and nothing else.
   *
   * @throws InvalidStudyException if some blocks train trials side by side, and some one network on
   *     several workers
   */
  public SweepAction sweep(Study study) {
    return new SweepAction(spark, Objects.requireNonNull(study, "study"));
  }

  /**
   * Diagnoses the stored trials of a study. Replaces what an earlier summary wrote.
   *
   * @param directory of a sweep, on any file system that Hadoop knows
   */
  public SummaryAction summarize(String directory) {
    return new SummaryAction(spark, directory(directory));
  }

  /**
   * Writes what a study found as one HTML page.
   *
   * @param directory of a study that is summarized, on any file system that Hadoop knows
   */
  public ReportAction report(String directory) {
    return new ReportAction(spark, directory(directory));
  }

  /**
   * Asks the tables of a study in SQL. Needs no Spark.
   *
   * @param directory of a sweep, on a file system of this machine
   */
  public static QueryAction query(String directory) {
    return new QueryAction(directory(directory));
  }

  /** Says what a study would cost, and what theory expects of it. Needs no Spark. */
  public static Plan plan(Study study) {
    return Plan.of(study.grid(), EXTREMES);
  }

  /**
   * @throws IllegalArgumentException if it is blank
   */
  static String directory(String directory) {
    if (directory.isBlank()) {
      throw new IllegalArgumentException("the directory is blank");
    }
    return directory;
  }
}
