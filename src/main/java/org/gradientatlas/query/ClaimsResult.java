package org.gradientatlas.query;

import java.util.List;
import org.gradientatlas.table.schema.ClaimRecord;

/**
 * What came of the claims of a study.
 *
 * @param verdicts in the order of the study; empty if it claims nothing, or was not judged
 * @param text one line a claim, and how many agree; why they were not judged; empty for no claims
 */
public record ClaimsResult(List<ClaimRecord> verdicts, String text) {
  /** Of a study without claims, or one that is not done. */
  public static final ClaimsResult NONE = new ClaimsResult(List.of(), "");

  public ClaimsResult {
    verdicts = List.copyOf(verdicts);
  }
}
