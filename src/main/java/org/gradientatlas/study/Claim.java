package org.gradientatlas.study;

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

  /** Whether a measured number bears the claim out; one that is not finite never does. */
  public boolean agrees(double measured) {
    return Double.isFinite(measured) && measured >= atLeast && measured <= atMost;
  }
}
