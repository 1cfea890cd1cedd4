package org.gradientatlas.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;

/** Compares two studies' tables row by row, in DuckDB: times, hosts and executors aside. */
public final class SameRows {
  private static final String WHERE_AND_WHEN =
      "EXCLUDE (train_ms, record_ms, setup_ms, host, executor_id, finished_at)";

  private static final List<String> TABLES = List.of("trials", "steps", "layers");

  private SameRows() {}

  /** Fails unless the rows of both are the same. */
  public static void check(Path expected, Path actual) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      for (String table : TABLES) {
        assertThat(count(duck, rows(table, expected)))
            .as(table)
            .isPositive()
            .isEqualTo(count(duck, rows(table, actual)));
        assertThat(count(duck, rows(table, expected) + " EXCEPT ALL " + rows(table, actual)))
            .as("rows of %s that differ", table)
            .isZero();
      }
    }
  }

  /**
   * SHA-256 over the sorted rows of all three tables, every number in full.
   *
   * @param condition SQL over the columns of a cell: which rows
   */
  public static String sha256(Path directory, String condition) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement()) {
      for (String table : TABLES) {
        String sorted =
            "SELECT t::VARCHAR AS text FROM (%s WHERE %s) t ORDER BY text"
                .formatted(rows(table, directory), condition);
        try (var rows = statement.executeQuery(sorted)) {
          while (rows.next()) {
            digest.update((table + rows.getString(1) + "\n").getBytes(StandardCharsets.UTF_8));
          }
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String rows(String table, Path directory) {
    return "SELECT * %s FROM read_parquet('%s/%s/*.parquet')"
        .formatted(table.equals("trials") ? WHERE_AND_WHEN : "", directory, table);
  }

  private static long count(Connection duck, String query) throws SQLException {
    try (var statement = duck.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM (" + query + ")")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
