package org.gradientatlas.study;

import java.io.Serializable;

/**
 * How many trials of a study may fail. A share is relative to all trials of the study, done or not,
 * so that the first failure does not stop a large study but a broken one stops early.
 *
 * @param text as in the study file: none, a count, or a percentage
 * @param share allowed share of the study's trials; 0 for a count
 * @param count allowed number of trials, in addition to the share
 */
public record FailureBudget(String text, double share, long count) implements Serializable {
  /** How many trials may fail in a study with this many trials. */
  public long of(long trials) {
    return share > 0 ? (long) Math.floor(share * trials) : count;
  }
}
