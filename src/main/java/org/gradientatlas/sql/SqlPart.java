package org.gradientatlas.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * One node of the parse tree of an SQL text, as DuckDB names things; what a node lacks is empty.
 *
 * @param key where its parent holds it
 * @param node class of an expression
 * @param type kind of an expression, of a relation or of what modifies one
 * @param function its name
 * @param table name of a table, view, file or common table expression
 * @param path number of names that the table's name is made of
 * @param column the first of the names of a column
 * @param columnPath their number
 * @param materialized whether a common table expression is
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
  /** DuckDB parses the text and runs nothing; what is no SELECT has no parts. */
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
