package org.gradientatlas.study;

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
