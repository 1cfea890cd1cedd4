package org.gradientatlas.table.schema;

import org.gradientatlas.study.Claim;

/**
 * A claim of a study and its measured number: the record behind a row of {@link Tables#CLAIMS}.
 *
 * @param study name of the study
 * @param measured NaN if the query returned no number
 * @param error why the query failed; empty if it succeeded
 */
public record ClaimRecord(String study, Claim claim, double measured, String error) {

  /** Whether the measured number agrees with the claim. */
  public boolean agrees() {
    return claim.agrees(measured);
  }
}
