package org.gradientatlas.job;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.study.Claim;

/** Sets the claims of a study against its tables. */
final class Verdicts {
  private Verdicts() {}

  /**
   * A claim and what was measured.
   *
   * @param measured NaN if the query gave no number
   * @param error why the query failed; empty if it did not
   */
  record Verdict(Claim claim, double measured, String error) {
    boolean agrees() {
      return claim.agrees(measured);
    }
  }

  /** Measures every claim in the tables under a directory. */
  static List<Verdict> of(List<Claim> claims, Path directory) throws SQLException {
    var verdicts = new ArrayList<Verdict>();
    try (var database = new StudyDatabase(directory)) {
      for (Claim claim : claims) {
        verdicts.add(judge(database, claim));
      }
    }
    return verdicts;
  }

  private static Verdict judge(StudyDatabase database, Claim claim) {
    try {
      return new Verdict(claim, database.number(claim.query()), "");
    } catch (SQLException e) {
      return new Verdict(
          claim, Double.NaN, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  /** One line a claim: what is claimed, the published number, ours, and whether they agree. */
  static String text(List<Verdict> verdicts) {
    var text = new StringBuilder();
    text.append("%-9s %-14s %-14s %s%n".formatted("", "published", "measured", "claim"));
    for (Verdict verdict : verdicts) {
      text.append(
          "%-9s %-14s %-14s %s%n"
              .formatted(
                  verdict.agrees() ? "agrees" : "DISAGREES",
                  expected(verdict.claim()),
                  verdict.error().isEmpty() ? number(verdict.measured()) : "error",
                  verdict.claim().text()
                      + (verdict.error().isEmpty() ? "" : " (" + verdict.error() + ")")));
    }
    long agreeing = verdicts.stream().filter(Verdict::agrees).count();
    return text + "%d of %d claims agree.%n".formatted(agreeing, verdicts.size());
  }

  private static String expected(Claim claim) {
    if (!Double.isNaN(claim.published())) {
      return number(claim.published());
    }
    if (claim.atMost() == Double.POSITIVE_INFINITY) {
      return ">= " + number(claim.atLeast());
    }
    return claim.atLeast() == Double.NEGATIVE_INFINITY
        ? "<= " + number(claim.atMost())
        : number(claim.atLeast()) + ".." + number(claim.atMost());
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "none" : "%.6g".formatted(value);
  }
}
