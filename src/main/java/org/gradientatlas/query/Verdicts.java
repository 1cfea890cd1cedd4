package org.gradientatlas.query;

import static org.gradientatlas.report.text.TextColumn.left;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.gradientatlas.report.text.TextTable;
import org.gradientatlas.storage.LocationException;
import org.gradientatlas.study.Claim;
import org.gradientatlas.study.Claim.BoundWords;
import org.gradientatlas.study.Study;
import org.gradientatlas.table.schema.ClaimRecord;
import org.gradientatlas.table.schema.Tables;

/** Checks the claims of a study against its tables. */
public final class Verdicts {
  private static final BoundWords SIGNS = new BoundWords(">= ", "<= ", "..");

  private Verdicts() {}

  /**
   * Measures every claim in a study's tables and stores the verdicts beside them.
   *
   * @param directory the study's output directory, on any Hadoop file system
   * @param notice receives a line if much of it has to be copied here first
   * @throws IOException if the directory cannot be read or written
   */
  public static ClaimsResult judge(Study study, URI directory, Consumer<String> notice)
      throws IOException {
    if (study.claims().isEmpty()) {
      return ClaimsResult.NONE;
    }
    try (TableFiles files = TableFiles.of(text(directory), notice)) {
      files.fetch(study.claims().stream().map(Claim::query).toList());
      try (var database = StudyDatabase.of(files)) {
        List<ClaimRecord> verdicts = measure(database, study);
        files.replace(Tables.CLAIMS, draft -> database.write(Tables.CLAIMS, verdicts, draft));
        return new ClaimsResult(verdicts, text(verdicts));
      }
    } catch (SQLException | LocationException e) {
      throw new IOException("the claims cannot be judged: " + e.getMessage(), e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** With no character escaped, as Hadoop's paths are. */
  private static String text(URI directory) {
    return new Path(directory).toString();
  }

  /** Every claim of a study with the number its query returns. */
  public static List<ClaimRecord> measure(StudyDatabase database, Study study) {
    return study.claims().stream().map(claim -> judge(database, study.name(), claim)).toList();
  }

  private static ClaimRecord judge(StudyDatabase database, String study, Claim claim) {
    try {
      return new ClaimRecord(study, claim, database.number(claim.query()), "");
    } catch (SQLException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      return new ClaimRecord(study, claim, Double.NaN, reason);
    }
  }

  private static String text(List<ClaimRecord> verdicts) {
    var table =
        TextTable.of(left("", 9), left("published", 14), left("measured", 12), left("claim", 0));
    for (ClaimRecord verdict : verdicts) {
      boolean failed = !verdict.error().isEmpty();
      table.add(
          verdict.agrees() ? "agrees" : "DISAGREES",
          expected(verdict.claim()),
          failed ? "error" : number(verdict.measured()),
          verdict.claim().text() + (failed ? " (" + verdict.error() + ")" : ""));
    }
    long agreeing = verdicts.stream().filter(ClaimRecord::agrees).count();
    return table + "%n%d of %d claims agree.%n".formatted(agreeing, verdicts.size());
  }

  private static String expected(Claim claim) {
    return Double.isNaN(claim.published())
        ? claim.bounds(SIGNS, Verdicts::number)
        : number(claim.published());
  }

  /** Six significant digits. */
  public static String number(double value) {
    if (!Double.isFinite(value)) {
      return "none";
    }
    var digits = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
    boolean whole = digits.scale() < 0 && Math.abs(value) < 1e6;
    return whole ? digits.toPlainString() : digits.toString().replace("E", "e");
  }
}
