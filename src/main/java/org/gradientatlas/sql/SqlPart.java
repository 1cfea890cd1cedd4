package org.gradientatlas.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * One node of DuckDB's parse tree of an SQL text, in DuckDB's terms; absent properties are empty.
 *
 * @param key its key in the parent node
 * @param node class of an expression
 * @param type kind of an expression, relation or modifier
 * @param function name of a function
 * @param table name of a table, view, file or common table expression
 * @param path number of parts in the qualified table name
 * @param column first part of a qualified column name
 * @param columnPath number of parts in the qualified column name
 * @param materialized the materialization of a common table expression
 */
public record SqlPart(
    String key,
    String node,
    String type,
    String function,
    String table,
    int path,
    String column,
    int columnPath,
    String materialized) {
  /** Parses without running; anything but a SELECT has no nodes. */
  private static final String PARTS =
      """
      SELECT coalesce(key, ''), coalesce(value ->> '$.class', ''), coalesce(value ->> '$.type', ''),
        coalesce(value ->> '$.function_name', ''), coalesce(value ->> '$.table_name', ''),
        coalesce(json_array_length(value, '$.qualified_name.path'), 0),
        coalesce(value ->> '$.column_names[0]', ''), coalesce(json_array_length(value, '$.column_names'), 0),
        coalesce(value ->> '$.materialized', '')
      FROM json_tree(json_serialize_sql(?)) WHERE type = 'OBJECT'
      """;

  /** All nodes of a text. */
  public static List<SqlPart> of(Connection database, String text) throws SQLException {
    var parts = new ArrayList<SqlPart>();
    try (PreparedStatement query = database.prepareStatement(PARTS)) {
      query.setString(1, text);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          parts.add(
              new SqlPart(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  row.getInt(6),
                  row.getString(7),
                  row.getInt(8),
                  row.getString(9)));
        }
      }
    }
    return parts;
  }
}
