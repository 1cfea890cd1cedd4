package org.gradientatlas.query;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.gradientatlas.sql.ConfinedDatabase;
import org.gradientatlas.sql.SelectStatement;
import org.jspecify.annotations.Nullable;

/**
 * Queries a study's tables and streams the rows, so that results of any size fit in memory. Queries
 * can read the study's directory only, and change nothing.
 */
final class AnswerStream implements AutoCloseable {
  /** Alias for a whole row; no column has this name. */
  private static final String ROW = "\"the row\"";

  private final TableFiles files;
  private final Connection connection;
  private final List<String> views;

  /**
   * Opens the tables that exist.
   *
   * @param files with what the query needs
   * @throws SQLException if they cannot be read
   */
  AnswerStream(TableFiles files) throws SQLException {
    this.files = files;
    connection = ConfinedDatabase.streaming(files.readable());
    try {
      views = StudyViews.create(connection, files.tables());
    } catch (SQLException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Streams the rows of a query.
   *
   * @param json whether each row is passed as a single JSON value rather than one value per column
   * @throws SQLException if the text is not one SELECT or the query fails, possibly after some rows
   */
  void each(String query, boolean json, Query.Answer answer) throws SQLException {
    String problem = SelectStatement.problem(connection, query);
    if (problem.isEmpty() || problem.startsWith("syntax error")) {
      bind(query);
    }
    if (!problem.isEmpty()) {
      throw new SQLException("the query: " + problem);
    }
    String select = query.strip().replaceFirst(";$", "");
    String asked =
        json ? "SELECT to_json(" + ROW + ") FROM (\n" + select + "\n) AS " + ROW : select;
    try (var statement = connection.prepareStatement(asked);
        var rows = statement.executeQuery()) {
      give(rows, json, answer);
    } catch (SQLException e) {
      explain(select);
      throw e;
    }
  }

  /** Binds names without running, for an error message with a position. */
  private void bind(String query) throws SQLException {
    try {
      connection.prepareStatement(query).close();
    } catch (SQLException e) {
      throw new SQLException(UnknownName.told(connection, query, e, views), e);
    }
  }

  private static void give(ResultSet rows, boolean json, Query.Answer answer) throws SQLException {
    var names = new ArrayList<String>();
    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
      names.add(rows.getMetaData().getColumnLabel(i));
    }
    answer.columns(names);
    boolean more = true;
    while (more && rows.next()) {
      var values = new ArrayList<@Nullable Object>();
      for (int i = 1; i <= names.size(); i++) {
        values.add(json ? StrictJson.of(rows.getString(i)) : rows.getObject(i));
      }
      more = answer.row(values);
    }
  }

  /**
   * Runs the query again without streaming, because DuckDB does not report why a streamed query
   * failed.
   *
   * @throws SQLException with the reason
   */
  private void explain(String select) throws SQLException {
    try (Connection telling = ConfinedDatabase.open(files.readable());
        Statement statement = telling.createStatement()) {
      StudyViews.create(telling, files.tables());
      statement.execute("CREATE TEMP VIEW " + ROW + " AS\n" + select);
      // A hash reads every column of every row and keeps none.
      statement.execute("SELECT max(hash(" + ROW + ")) FROM " + ROW);
    }
  }

  /** The tables, with the row count and columns of each. */
  List<Query.Stored> stored() throws SQLException {
    var stored = new ArrayList<Query.Stored>();
    try (Statement statement = connection.createStatement()) {
      for (String view : views) {
        var columns = new ArrayList<String>();
        try (var rows = statement.executeQuery("DESCRIBE " + view)) {
          while (rows.next()) {
            columns.add(rows.getString(1) + " " + rows.getString(2).toLowerCase(Locale.ROOT));
          }
        }
        stored.add(new Query.Stored(view, rows(view, statement), columns));
      }
    }
    return stored;
  }

  private long rows(String view, Statement statement) throws SQLException {
    OptionalLong known = files.rows(view);
    if (known.isPresent()) {
      return known.getAsLong();
    }
    try (var rows = statement.executeQuery("SELECT count(*) FROM " + view)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
