package org.gradientatlas.query;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gradientatlas.sql.ConfinedDatabase;
import org.gradientatlas.sql.SelectStatement;
import org.jspecify.annotations.Nullable;

/**
 * A study's tables for answers of any size: rows are given as they are found, and take no memory.
 * What it is asked may read the study's directory and nothing else, and may change nothing.
 */
final class AnswerStream implements AutoCloseable {
  /** Names a whole row, as no column is named. */
  private static final String ROW = "\"the row\"";

  private final Path directory;
  private final Connection connection;
  private final List<String> views;

  /**
   * Opens the tables that are there.
   *
   * @param directory of the study, on this machine's file system
   * @throws SQLException if they cannot be read
   */
  AnswerStream(Path directory) throws SQLException {
    this.directory = directory;
    connection = ConfinedDatabase.streaming(directory);
    views = StudyViews.create(connection, directory);
  }

  /**
   * Gives the rows of a query one by one.
   *
   * @param json whether a row is one value, the row as JSON, rather than one for each column
   * @throws SQLException if it is not one SELECT, or cannot be answered; rows may have been given
   */
  void each(String query, boolean json, Query.Answer answer) throws SQLException {
    String problem = SelectStatement.problem(connection, query);
    if (problem.isEmpty() || problem.startsWith("syntax error")) {
      // Binds, or else says where the text is wrong; nothing is run.
      connection.prepareStatement(query).close();
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
   * Computes all rows once more, where DuckDB says why it stops: among rows that it streams, it
   * keeps that to itself.
   *
   * @throws SQLException that says so
   */
  private void explain(String select) throws SQLException {
    try (Connection telling = ConfinedDatabase.open(directory);
        Statement statement = telling.createStatement()) {
      StudyViews.create(telling, directory);
      statement.execute("CREATE TEMP VIEW " + ROW + " AS\n" + select);
      // A hash needs every column of every row, and keeps none.
      statement.execute("SELECT max(hash(" + ROW + ")) FROM " + ROW);
    }
  }

  /** The views, with the number of rows and the columns of each. */
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
        try (var rows = statement.executeQuery("SELECT count(*) FROM " + view)) {
          rows.next();
          stored.add(new Query.Stored(view, rows.getLong(1), columns));
        }
      }
    }
    return stored;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
