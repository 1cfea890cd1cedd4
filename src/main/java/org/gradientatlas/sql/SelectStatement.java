package org.gradientatlas.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.gradientatlas.problem.InvalidValueException;

/** Whether a text is one SELECT statement of DuckDB, and so can only read. */
public final class SelectStatement {
  /** DuckDB parses the text and runs nothing; what is no SELECT has an error. */
  private static final String CHECK =
      "SELECT coalesce(json_extract_string(tree, '$.error_message'), ''),"
          + " coalesce(json_array_length(tree, '$.statements'), 0)"
          + " FROM (SELECT json_serialize_sql(?) AS tree)";

  private SelectStatement() {}

  /**
   * What is wrong with a text; empty if it is one SELECT statement, whose names may still be wrong.
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
   * Refuses a text of a study file, unless it is one SELECT statement made of what {@link SafeSql}
   * knows.
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
