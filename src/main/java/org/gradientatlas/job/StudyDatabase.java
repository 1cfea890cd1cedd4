package org.gradientatlas.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.gradientatlas.table.Table;
import org.gradientatlas.table.Tables;

/**
 * A study's tables as views of an embedded DuckDB. What it is asked may read these tables and
 * nothing else: no other file, no network, no setting, no extension.
 */
final class StudyDatabase implements AutoCloseable {
  private final Connection connection;

  /**
   * @param directory of the study, on this machine's file system
   */
  StudyDatabase(Path directory) throws SQLException {
    Path root = directory.toAbsolutePath().normalize();
    connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute("SET allowed_directories = [" + quoted(root + "/") + "]");
      statement.execute("SET enable_external_access = false");
      for (Table<?> table : tables(root)) {
        String files = root.resolve(table.name()).resolve("*.parquet").toString();
        statement.execute(
            "CREATE VIEW %s AS SELECT * FROM read_parquet(%s)"
                .formatted(table.name(), quoted(files)));
      }
      statement.execute("SET lock_configuration = true");
    }
  }

  private static List<Table<?>> tables(Path root) {
    return Tables.ALL.stream().filter(t -> Files.isDirectory(root.resolve(t.name()))).toList();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /**
   * The one number that a query gives.
   *
   * @throws SQLException if it is no query, or gives anything but one row with one column
   */
  double number(String query) throws SQLException {
    try (var statement = connection.prepareStatement(query);
        var rows = statement.executeQuery()) {
      if (rows.getMetaData().getColumnCount() != 1 || !rows.next()) {
        throw new SQLException("the query must give one row with one column");
      }
      double value = rows.getDouble(1);
      double answer = rows.wasNull() ? Double.NaN : value;
      if (rows.next()) {
        throw new SQLException("the query must give one row with one column");
      }
      return answer;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
