package org.gradientatlas.recipe;

import java.io.Serializable;
import org.gradientatlas.measure.Interval;
import org.gradientatlas.measure.Moments;

/**
 * What networks of one recipe reached. A network that diverged counts as one of accuracy 0.
 *
 * @param accuracies of its networks
 * @param explained R2 of its networks that did not diverge, where numbers are predicted
 * @param learned how many of them learned
 * @param diverged how many of them diverged
 * @param sizes how many sizes of network it was tried at
 * @param least the lowest mean accuracy of a size; NaN for none
 */
public record Attempts(
    Moments accuracies, Moments explained, int learned, int diverged, int sizes, double least)
    implements Serializable {
  private static final Moments NONE = new Moments(0, 0, 0);

  /**
   * The networks of one size.
   *
   * @param accuracy of those that ended with one
   * @param r2 of those that ended with one
   * @param classifies whether accuracy is what counts
   */
  public static Attempts ofSize(
      Moments accuracy, Moments r2, int learned, int diverged, boolean classifies) {
    Moments all = classifies ? accuracy.with(new Moments(diverged, 0, 0)) : NONE;
    return new Attempts(all, r2, learned, diverged, 1, all.count() == 0 ? Double.NaN : all.mean());
  }

  /** These and others of the same size. */
  public Attempts alike(Attempts other) {
    Moments all = accuracies.with(other.accuracies);
    return new Attempts(
        all,
        explained.with(other.explained),
        learned + other.learned,
        diverged + other.diverged,
        1,
        all.count() == 0 ? Double.NaN : all.mean());
  }

  /** Those of this size and of others. */
  public Attempts with(Attempts other) {
    return new Attempts(
        accuracies.with(other.accuracies),
        explained.with(other.explained),
        learned + other.learned,
        diverged + other.diverged,
        sizes + other.sizes,
        Double.isNaN(least) || other.least < least ? other.least : least);
  }

  /** Whether there is a number to compare it by. */
  boolean isScored() {
    return classifies() || explained.count() > 0;
  }

  /** Whether accuracy is what counts, and not R2. */
  public boolean classifies() {
    return accuracies.count() > 0;
  }

  /** The more the better: mean accuracy, or mean R2. */
  double score() {
    if (classifies()) {
      return accuracies.mean();
    }
    return diverged > 0 || explained.count() == 0 ? Double.NEGATIVE_INFINITY : explained.mean();
  }

  /** Accuracies, or 1 for a network that learned and 0 for another. */
  Moments scores() {
    long all = explained.count() + diverged;
    if (classifies() || all == 0) {
      return accuracies;
    }
    double share = (double) learned / all;
    return new Moments(all, share, all * share * (1 - share));
  }

  /** The mean score as one number. */
  public Moments asOne() {
    Moments scores = scores();
    return scores.count() == 0 ? NONE : new Moments(1, scores.mean(), 0);
  }

  /** The accuracy, or R2. */
  public Interval reached() {
    return Interval.of(classifies() ? accuracies : explained);
  }
}
