package org.gradientatlas.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** Compares two studies' tables row by row, in DuckDB: times, hosts and executors aside. */
final class SameRows {
  private static final String WHERE_AND_WHEN =
      "EXCLUDE (train_ms, record_ms, setup_ms, host, executor_id, finished_at)";

  private SameRows() {}

  static void check(Path expected, Path actual) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      for (String table : List.of("trials", "steps", "layers")) {
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
