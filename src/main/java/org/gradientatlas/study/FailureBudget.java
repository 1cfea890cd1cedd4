package org.gradientatlas.study;

import java.io.Serializable;

/**
 * How many trials of a study may fail. A share is one of all trials of the study, done or not: the
 * first failure of a large study does not stop it, and what is lost on a broken one is bounded.
 *
 * @param text as a study file has it: none, a count, or a percentage
 * @param share of the study's trials; 0 for a count
 * @param count of trials, besides the share
 */
public record FailureBudget(String text, double share, long count) implements Serializable {
  /** How many trials of a study of that many may fail. */
  public long of(long trials) {
    return share > 0 ? (long) Math.floor(share * trials) : count;
  }
}
