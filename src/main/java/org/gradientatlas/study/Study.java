package org.gradientatlas.study;

import java.time.Duration;
import java.util.List;

/**
 * What one study file describes. Studies are equal when their resolved texts are.
 *
 * @param name stored in every row
 * @param seed the source of all random numbers
 * @param replicates trials of each cell
 * @param grid the trials
 * @param commit when results are committed; affects no trial
 * @param claims statements that the results are checked against; affect no trial
 * @param publication the reproduced publication; affects no trial
 * @param render the resolved study as HOCON, with defaults, ranges and overrides spelled out; it
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
   * When results are committed.
   *
   * @param every the longest time before finished trials are committed
   * @param maxFailed how many trials may fail before the run stops
   */
  public record Commit(Duration every, FailureBudget maxFailed) {}

  /** What is odd about the study, though it can run; one sentence each. */
  public List<String> notes() {
    return grid.blocks().stream().flatMap(block -> block.notes().stream()).distinct().toList();
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
