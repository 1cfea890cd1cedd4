package org.gradientatlas.query;

import static org.gradientatlas.report.text.TextColumn.left;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import org.gradientatlas.report.text.TextTable;
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
   * @param directory the study's output directory
   * @throws IOException if the directory cannot be read or written
   */
  public static ClaimsResult judge(Study study, URI directory) throws IOException {
    if (study.claims().isEmpty()) {
      return ClaimsResult.NONE;
    }
    if (!"file".equals(directory.getScheme())) {
      return new ClaimsResult(
          List.of(),
          "The %d claims of this study are not judged: that needs a local output, not %s.%n"
              .formatted(study.claims().size(), directory));
    }
    Path root = Path.of(directory.getPath());
    try (var database = new StudyDatabase(root)) {
      List<ClaimRecord> verdicts = measure(database, study);
      store(database, verdicts, root.resolve(Tables.CLAIMS.name()));
      return new ClaimsResult(verdicts, text(verdicts));
    } catch (SQLException e) {
      throw new IOException("the claims cannot be judged: " + e.getMessage(), e);
    }
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

  /** Writes a new file and renames it, so that readers never see half a file. */
  private static void store(StudyDatabase database, List<ClaimRecord> verdicts, Path directory)
      throws IOException, SQLException {
    Files.createDirectories(directory);
    Path draft = directory.resolve("_claims.draft");
    database.write(Tables.CLAIMS, verdicts, draft);
    Files.move(draft, directory.resolve("claims.parquet"), StandardCopyOption.ATOMIC_MOVE);
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
