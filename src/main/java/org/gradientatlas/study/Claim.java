package org.gradientatlas.study;

import java.util.function.DoubleFunction;

/**
 * A statement about a study's results that a number decides.
 *
 * @param text what is claimed, and by whom
 * @param published the number that was published or derived; NaN where the claim is a bound only
 * @param atLeast the measured number must not be less
 * @param atMost the measured number must not be greater
 * @param query SQL over the study's tables that gives the measured number: one row, one column
 * @param note what a reader of the verdict should know; may be empty
 */
public record Claim(
    String text, double published, double atLeast, double atMost, String query, String note) {

  /**
   * The words around bounds.
   *
   * @param atLeast before a lower bound
   * @param atMost before an upper bound
   * @param between two bounds
   */
  public record BoundWords(String atLeast, String atMost, String between) {}

  /** Whether a measured number bears the claim out; one that is not finite never does. */
  public boolean agrees(double measured) {
    return Double.isFinite(measured) && measured >= atLeast && measured <= atMost;
  }

  /**
   * The bounds that are set, as text.
   *
   * @param number how to write one
   */
  public String bounds(BoundWords words, DoubleFunction<String> number) {
    if (atMost == Double.POSITIVE_INFINITY) {
      return words.atLeast() + number.apply(atLeast);
    }
    return atLeast == Double.NEGATIVE_INFINITY
        ? words.atMost() + number.apply(atMost)
        : number.apply(atLeast) + words.between() + number.apply(atMost);
  }
}
