package org.gradientatlas.study;

import java.util.List;
import java.util.function.DoubleFunction;

/**
 * A statement about a study's results that is decided by one number.
 *
 * @param text what is claimed, and by whom
 * @param published the published or derived number; NaN if the claim is only a bound
 * @param atLeast lower bound of the measured number
 * @param atMost upper bound of the measured number
 * @param query SQL over the study's tables that returns the measured number: one row, one column
 * @param note a remark shown with the verdict; may be empty
 */
public record Claim(
    String text, double published, double atLeast, double atMost, String query, String note) {
  /** The tables that a query may ask. */
  public static final List<String> TABLES =
      List.of(
          "trials", "steps", "layers", "axes", "diagnoses", "forecasts", "summary", "contrasts");

  /**
   * The words used to write bounds.
   *
   * @param atLeast goes before a lower bound
   * @param atMost goes before an upper bound
   * @param between goes between two bounds
   */
  public record BoundWords(String atLeast, String atMost, String between) {}

  /** Whether a measured number is within the bounds; a non-finite one never is. */
  public boolean agrees(double measured) {
    return Double.isFinite(measured) && measured >= atLeast && measured <= atMost;
  }

  /**
   * The bounds that are set, as text.
   *
   * @param number formats a number
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
