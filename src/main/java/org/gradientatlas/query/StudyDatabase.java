package org.gradientatlas.query;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.gradientatlas.sql.ConfinedDatabase;
import org.gradientatlas.sql.SelectStatement;
import org.gradientatlas.table.file.TableFile;
import org.gradientatlas.table.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * A study's tables as views of an embedded DuckDB. Queries can read the study's directory only (no
 * other file, no network, no environment) and change nothing.
 */
public final class StudyDatabase implements AutoCloseable {
  private static final Collector<CharSequence, ?, String> LIST = Collectors.joining(", ", "(", ")");

  /** Time limit of a query; enough for claims over many gigabytes. */
  private static final int SECONDS = 600;

  private final TableFiles files;
  private final Connection connection;
  private final int seconds;

  /**
   * Opens the tables that exist.
   *
   * @param directory the study's directory, on a local file system
   * @throws SQLException if they cannot be read
   */
  public StudyDatabase(Path directory) throws SQLException {
    this(LocalTables.of(directory), SECONDS);
  }

  private StudyDatabase(TableFiles files, int seconds) throws SQLException {
    this.files = files;
    this.connection = ConfinedDatabase.open(files.readable());
    this.seconds = seconds;
    try {
      StudyViews.create(connection, files.tables());
    } catch (SQLException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Opens tables anywhere, and closes them.
   *
   * @param files with what the queries need
   */
  static StudyDatabase of(TableFiles files) throws SQLException {
    return new StudyDatabase(files, SECONDS);
  }

  /** Opens the tables with another time limit, in seconds. */
  static StudyDatabase within(int seconds, Path directory) throws SQLException {
    return new StudyDatabase(LocalTables.of(directory), seconds);
  }

  /**
   * The single number that a query returns; NaN for null.
   *
   * @throws SQLException if the text is not one SELECT, or returns anything but one row with one
   *     number
   */
  public double number(String query) throws SQLException {
    Object value = value(query);
    if (value != null && !(value instanceof Number)) {
      throw new SQLException("the query must give a number, not " + value);
    }
    return value == null ? Double.NaN : ((Number) value).doubleValue();
  }

  /**
   * The single value that a query returns, as text; empty for null.
   *
   * @throws SQLException if the text is not one SELECT, or returns anything but one row with one
   *     value
   */
  String text(String query) throws SQLException {
    Object value = value(query);
    return value == null ? "" : value.toString();
  }

  private @Nullable Object value(String query) throws SQLException {
    String problem = SelectStatement.problem(connection, query);
    if (!problem.isEmpty()) {
      throw new SQLException(problem);
    }
    try (var statement = connection.createStatement()) {
      statement.setQueryTimeout(seconds);
      try (var rows = statement.executeQuery(query)) {
        return only(rows);
      }
    } catch (SQLException e) {
      throw new SQLException(ConfinedDatabase.reason(e, seconds), e);
    }
  }

  private static @Nullable Object only(ResultSet rows) throws SQLException {
    if (rows.getMetaData().getColumnCount() != 1 || !rows.next()) {
      throw new SQLException("the query must give one row with one column");
    }
    Object value = rows.getObject(1);
    if (rows.next()) {
      throw new SQLException("the query must give one row with one column");
    }
    return value;
  }

  /** Writes rows as a Parquet file in a directory that this database can read. */
  <F> void write(Table<F> table, List<F> facts, Path file) throws SQLException {
    var columns = table.facts();
    String typed = columns.stream().map(c -> c.name() + " " + c.sqlType()).collect(LIST);
    String marks = columns.stream().map(c -> "?").collect(LIST);
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TEMP TABLE facts " + typed);
      try (var insert = connection.prepareStatement("INSERT INTO facts VALUES " + marks)) {
        for (F fact : facts) {
          for (int i = 0; i < columns.size(); i++) {
            insert.setObject(i + 1, columns.get(i).value().apply(fact));
          }
          insert.execute();
        }
      }
      statement.execute(
          "COPY facts TO "
              + ConfinedDatabase.quoted(file.toString())
              + " (FORMAT parquet, COMPRESSION zstd, KV_METADATA {"
              + ConfinedDatabase.quoted(TableFile.SCHEMA_KEY)
              + ": "
              + ConfinedDatabase.quoted(table.schemaJson())
              + "})");
      statement.execute("DROP TABLE facts");
    }
  }

  @Override
  public void close() throws SQLException {
    try (files) {
      connection.close();
    }
  }
}
