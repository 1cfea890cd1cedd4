package org.gradientatlas.spark;

import java.util.Optional;
import org.gradientatlas.query.ClaimsResult;
import org.gradientatlas.spark.page.ReportResult;
import org.gradientatlas.spark.summary.SummaryResult;
import org.gradientatlas.spark.sweep.SweepResult;

/**
 * How each step of a study ended.
 *
 * @param sweep how training ended
 * @param summary empty unless the sweep is done
 * @param claims the claims with their verdicts; none unless the summary is done
 * @param report empty unless the summary is done
 */
public record StudyResult(
    SweepResult sweep,
    Optional<SummaryResult> summary,
    ClaimsResult claims,
    Optional<ReportResult> report) {

  static StudyResult of(SweepResult sweep) {
    return new StudyResult(sweep, Optional.empty(), ClaimsResult.NONE, Optional.empty());
  }

  static StudyResult of(SweepResult.Done sweep, SummaryResult summary) {
    return new StudyResult(sweep, Optional.of(summary), ClaimsResult.NONE, Optional.empty());
  }

  static StudyResult of(
      SweepResult.Done sweep, SummaryResult summary, ClaimsResult claims, ReportResult report) {
    return new StudyResult(sweep, Optional.of(summary), claims, Optional.of(report));
  }

  /** Whether all trials are stored and summarized, and the page is written. */
  public boolean isDone() {
    return report.filter(ReportResult.Done.class::isInstance).isPresent();
  }
}
