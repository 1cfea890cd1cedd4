package org.gradientatlas.spark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.gradientatlas.query.Verdicts;
import org.gradientatlas.spark.sweep.SweepResult;
import org.gradientatlas.study.Study;
import org.gradientatlas.study.file.StudyFile;
import org.gradientatlas.train.NativeRuntime;

/**
 * Whether the claims of studies hang on the study's seed, or on the matrix kernel that rounded. A
 * process has one kernel, so {@code scripts/kernels} starts one for each, and another for the
 * table.
 */
public final class ClaimsBench {
  /** A run is a study's claims by one kernel and one seed: its tables' folder says which. */
  private static final String RUNS =
      """
      CREATE VIEW runs AS
      SELECT string_split(filename, '/')[-5] AS file, string_split(filename, '/')[-4] AS kernel,
        string_split(filename, '/')[-3]::INT AS seed, file_row_number AS number, claim, at_least, at_most, measured, agrees
      FROM read_parquet('%s/*/*/*/claims/claims.parquet', filename = true, file_row_number = true);
      CREATE VIEW verdicts AS
      SELECT file, number, count(*) FILTER (agrees) AS agreed, count(*) AS runs, min(measured) AS least, median(measured) AS median,
        max(measured) AS greatest, at_least, at_most, min(least(measured - at_least, at_most - measured)) AS margin,
        least(avg(measured) - at_least, at_most - avg(measured)) / nullif(stddev_samp(measured), 0) AS deviations, claim
      FROM runs GROUP BY file, number, claim, at_least, at_most;
      """;

  private static final String LINE = "%-15s %8s  %11s %11s %11s  %11s %11s  %11s %6s  %s%n";

  private ClaimsBench() {}

  /**
   * Trains and judges, or says what came of it.
   *
   * @param args {@code run OUT SEEDS STUDY... [key=value]...}: SEEDS with commas between them; or
   *     {@code table OUT CSV}
   */
  public static void main(String[] args) throws IOException, SQLException {
    if (args[0].equals("run")) {
      run(Path.of(args[1]), args[2].split(","), Arrays.asList(args).subList(3, args.length));
      System.exit(0);
    }
    System.exit(table(args[1], args[2]) ? 0 : 1);
  }

  private static void run(Path out, String[] seeds, List<String> studiesAndSettings)
      throws IOException {
    NativeRuntime.prepare(1, null);
    String kernel = NativeRuntime.blasKernel() + (NativeRuntime.oneDnn() ? "+oneDNN" : "");
    List<String> settings = studiesAndSettings.stream().filter(s -> s.contains("=")).toList();
    for (String file : studiesAndSettings) {
      if (file.contains("=")) {
        continue;
      }
      String name = Path.of(file).getFileName().toString().replace(".conf", "");
      for (String seed : seeds) {
        var overrides = new ArrayList<>(settings);
        overrides.add("study.seed=" + seed);
        Study study = StudyFile.load(Path.of(file), overrides);
        Path root = out.resolve(name).resolve(kernel.toLowerCase(Locale.ROOT)).resolve(seed);
        Files.createDirectories(root.getParent());
        long start = System.nanoTime();
        SweepResult ending = SilentJobs.sweep(study, root);
        if (!(ending instanceof SweepResult.Done done) || done.failed() > 0) {
          throw new IOException(root + ": " + ending);
        }
        String verdicts =
            Verdicts.judge(study, URI.create("file:" + root.toAbsolutePath()), line -> {}).text();
        System.out.printf(
            "%-15s %-15s seed %-4s %5d trained, %4.0f s  %s%n",
            name,
            kernel,
            seed,
            done.trained(),
            (System.nanoTime() - start) / 1e9,
            verdicts.lines().reduce("no claims", (before, line) -> line));
      }
    }
  }

  /** Whether every claim agreed in every run. */
  private static boolean table(String out, String csv) throws SQLException {
    boolean all = true;
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute(RUNS.formatted(out));
      System.out.printf(
          LINE,
          "study",
          "agreed",
          "least",
          "median",
          "greatest",
          "at least",
          "at most",
          "margin",
          "sds",
          "claim");
      try (ResultSet rows =
          statement.executeQuery("SELECT * FROM verdicts ORDER BY file, number")) {
        while (rows.next()) {
          all &= rows.getLong("agreed") == rows.getLong("runs");
          System.out.printf(
              LINE,
              rows.getString("file"),
              rows.getLong("agreed") + "/" + rows.getLong("runs"),
              number(rows, "least"),
              number(rows, "median"),
              number(rows, "greatest"),
              number(rows, "at_least"),
              number(rows, "at_most"),
              number(rows, "margin"),
              number(rows, "deviations"),
              rows.getString("claim"));
        }
      }
      if (!csv.isEmpty()) {
        statement.execute(
            """
            COPY (
              PIVOT (SELECT file AS study, number + 1 AS number, claim, at_least, at_most, kernel || ' ' || seed AS run,
                CASE WHEN measured IS NOT NULL THEN printf('%%.6g', measured) END AS measured FROM runs)
              ON run USING any_value(measured) GROUP BY study, number, claim, at_least, at_most ORDER BY study, number
            ) TO '%s' (HEADER)
            """
                .formatted(csv));
      }
    }
    return all;
  }

  private static String number(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    if (row.wasNull()) {
      return "";
    }
    if (column.equals("deviations")) {
      return value < 100 ? "%.1f".formatted(value) : ">99";
    }
    return Verdicts.number(value);
  }
}
