package org.gradientatlas.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.gradientatlas.problem.InvalidValueException;

/** Checks that a text is a single SELECT statement, and so read-only. */
public final class SelectStatement {
  /** Parses without running; anything but a SELECT gives an error. */
  private static final String CHECK =
      "SELECT coalesce(json_extract_string(tree, '$.error_message'), ''),"
          + " coalesce(json_array_length(tree, '$.statements'), 0)"
          + " FROM (SELECT json_serialize_sql(?) AS tree)";

  private SelectStatement() {}

  /**
   * What is wrong with a text; empty for a single SELECT statement. Names are not checked.
   *
   * @param database any DuckDB
   */
  public static String problem(Connection database, String text) throws SQLException {
    try (PreparedStatement check = database.prepareStatement(CHECK)) {
      check.setString(1, text);
      try (ResultSet row = check.executeQuery()) {
        row.next();
        String error = row.getString(1);
        boolean syntax = error.startsWith("syntax error") || error.startsWith("Parser");
        return syntax
            ? error
            : row.getInt(2) == 1 && error.isEmpty() ? "" : "must be one SELECT statement";
      }
    }
  }

  /**
   * Rejects a study file's query unless it is a single SELECT statement that {@link SafeSql}
   * allows.
   */
  public static void check(Connection database, String text)
      throws SQLException, InvalidValueException {
    String problem = problem(database, text);
    if (!problem.isEmpty()) {
      throw new InvalidValueException(text, problem);
    }
    for (SqlPart part : SqlPart.of(database, text)) {
      SafeSql.checkQuery(text, part);
    }
  }
}
