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
 * A study's tables as views of an embedded DuckDB. What it is asked may read the study's directory
 * and nothing else: no other file, no network, no environment; and it may change nothing.
 */
public final class StudyDatabase implements AutoCloseable {
  private static final Collector<CharSequence, ?, String> LIST = Collectors.joining(", ", "(", ")");

  /** Long enough for any claim on tables of many gigabytes. */
  private static final int SECONDS = 600;

  private final Connection connection;
  private final int seconds;

  /**
   * Opens the tables that are there.
   *
   * @param directory of the study, on this machine's file system
   * @throws SQLException if they cannot be read
   */
  public StudyDatabase(Path directory) throws SQLException {
    this(directory, SECONDS);
  }

  private StudyDatabase(Path directory, int seconds) throws SQLException {
    this.connection = ConfinedDatabase.open(directory);
    this.seconds = seconds;
    StudyViews.create(connection, directory);
  }

  /** Opens them for claims that may take so many seconds. */
  static StudyDatabase within(int seconds, Path directory) throws SQLException {
    return new StudyDatabase(directory, seconds);
  }

  /**
   * The one number that a query gives; NaN if it is null.
   *
   * @throws SQLException if it is not one SELECT, or gives anything but one row with one number
   */
  public double number(String query) throws SQLException {
    Object value = value(query);
    if (value != null && !(value instanceof Number)) {
      throw new SQLException("the query must give a number, not " + value);
    }
    return value == null ? Double.NaN : ((Number) value).doubleValue();
  }

  /**
   * The one value that a query gives, as text; empty if it is null.
   *
   * @throws SQLException if it is not one SELECT, or gives anything but one row with one value
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

  /** Writes rows as a Parquet file of the study's directory. */
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
    connection.close();
  }
}
