package org.gradientatlas.table.schema;

import org.gradientatlas.study.Claim;

/**
 * A claim of a study and what was measured: the subject of a row of {@link Tables#CLAIMS}.
 *
 * @param study name of the study
 * @param measured NaN if the query gave no number
 * @param error why the query failed; empty if it did not
 */
public record ClaimRecord(String study, Claim claim, double measured, String error) {

  /** Whether the measured number bears the claim out. */
  public boolean agrees() {
    return claim.agrees(measured);
  }
}
