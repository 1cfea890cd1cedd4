package org.gradientatlas.query;

import java.util.List;
import org.gradientatlas.table.schema.ClaimRecord;

/**
 * The result of checking a study's claims.
 *
 * @param verdicts in study order; empty if there are no claims or they were not checked
 * @param text one line per claim and how many agree, or why they were not checked; empty for no
 *     claims
 */
public record ClaimsResult(List<ClaimRecord> verdicts, String text) {
  /** For a study without claims, or an unfinished one. */
  public static final ClaimsResult NONE = new ClaimsResult(List.of(), "");

  public ClaimsResult {
    verdicts = List.copyOf(verdicts);
  }
}
