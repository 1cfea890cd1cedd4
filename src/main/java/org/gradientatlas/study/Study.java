package org.gradientatlas.study;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What one study file describes. Studies are equal when their resolved texts are.
 *
 * @param name stands in every row
 * @param seed every random number derives from it
 * @param replicates trials of each cell
 * @param grid the trials
 * @param commit when results are kept; no part of what decides a trial
 * @param claims what the results are held against; no part of that either
 * @param publication what it reproduces; no part of that either
 * @param render the resolved study as HOCON: defaults, ranges and overrides are all in it, and it
 *     loads as an equal study
 */
public record Study(
    String name,
    long seed,
    int replicates,
    Grid grid,
    Commit commit,
    List<Claim> claims,
    Publication publication,
    String render) {

  /**
   * When results are kept.
   *
   * @param every at most this much time passes before finished trials are committed
   * @param maxFailed how many trials may fail before the run stops
   */
  public record Commit(Duration every, FailureBudget maxFailed) {}

  /**
   * Reads a study file.
   *
   * @param overrides texts such as {@code grid.depth=[8,32]}; they beat the file, the last one
   *     first
   * @throws InvalidStudyException with everything that is wrong, if anything is
   */
  public static Study load(Path file, List<String> overrides) {
    var problems = new Problems();
    Config written = Source.file(file, problems);
    problems.raise(file.toString());
    var root = Source.resolve(written, overrides, file.toString(), problems);
    Path directory = file.toAbsolutePath().normalize().getParent();
    return new StudyReader(root, directory == null ? file : directory, problems)
        .read(file.toString());
  }

  /**
   * Refuses what a job cannot train.
   *
   * @param kind what runs side by side in the job
   * @throws InvalidStudyException if it is something else
   */
  public void require(Grid.Parallelism kind) {
    if (grid.parallelism() != kind) {
      boolean ofData = kind == Grid.Parallelism.OF_DATA;
      var problems = new Problems();
      problems.add(
          "training.engine",
          "",
          ofData
              ? "jobs/train takes dl4j-spark in every block; jobs/sweep trains the other engines"
              : "dl4j-spark is for jobs/train STUDY --out DIR; this job trains the other engines");
      problems.raise(name);
    }
  }

  /**
   * A resolved study without when it is committed, its claims and its publication: outputs belong
   * to what decides their trials, and those may change over the same trials.
   */
  public static String trialsOnly(String resolved) {
    return StudyText.trialsOnly(resolved);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Study study && render.equals(study.render);
  }

  @Override
  public int hashCode() {
    return render.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
