package org.gradientatlas.study;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates SQL predicates over the columns of a grid, in an embedded DuckDB that holds no data and
 * reaches no file: the rows are computed from their number while a predicate looks at them.
 *
 * <p>A predicate is one boolean expression of columns, constants, operators and deterministic
 * scalar functions. Its parse tree is checked before anything is run.
 */
final class Predicates implements AutoCloseable {
  private static final Map<Class<?>, String> TYPES =
      Map.of(
          Integer.class, "INTEGER",
          Double.class, "DOUBLE",
          Boolean.class, "BOOLEAN",
          String.class, "VARCHAR");
  private static final String ONE = "must be one boolean expression over columns and constants";

  /** DuckDB's names of what an expression may be made of. */
  private static final Set<String> NODES =
      Set.of(
          "BETWEEN",
          "CASE",
          "CAST",
          "COLUMN_REF",
          "COMPARISON",
          "CONJUNCTION",
          "CONSTANT",
          "FUNCTION",
          "OPERATOR",
          "TYPE");

  /** The parse tree of "SELECT (?)"; line breaks keep a comment from eating the parenthesis. */
  private static final String TREE =
      "json_serialize_sql('SELECT (' || chr(10) || ? || chr(10) || ')')";

  /** Everything about a query but its select list, to be compared with that of a plain one. */
  private static final String FRAME =
      "json_merge_patch(json_extract(%s, '$.statements[0].node'), '{\"select_list\": null}')";

  private static final String SHAPE =
      "SELECT json_extract_string(tree, '$.error_message'),"
          + " json_array_length(tree, '$.statements[0].node.select_list') = 1 AND "
          + FRAME.formatted("tree")
          + " = "
          + FRAME.formatted("json_serialize_sql('SELECT (TRUE)')")
          + " FROM (SELECT "
          + TREE
          + " AS tree)";
  private static final String PARTS =
      "SELECT key, value ->> '$', value ->> '$[0]', json_array_length(value) FROM json_tree(json_extract("
          + TREE
          + ", '$.statements[0].node.select_list')) WHERE key IN ('class', 'function_name', 'column_names')";
  private static final String PURE =
      "SELECT bool_and(stability = 'CONSISTENT') FROM duckdb_functions()"
          + " WHERE function_name = lower(?) AND function_type = 'scalar'";

  private final List<GridColumn> columns;
  private final Connection connection;

  /**
   * Opens a database of its own.
   *
   * @param columns for names and types; every block has the same ones
   */
  Predicates(List<GridColumn> columns) {
    this.columns = List.copyOf(columns);
    try {
      connection = DriverManager.getConnection("jdbc:duckdb:", confined());
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB does not start: " + e.getMessage(), e);
    }
  }

  private static Properties confined() {
    var settings = new Properties();
    settings.setProperty("enable_external_access", "false");
    settings.setProperty("lock_configuration", "true");
    settings.setProperty("memory_limit", "1GB");
    settings.setProperty("threads", "2");
    return settings;
  }

  /** Throws unless a predicate is fit to be run. */
  void check(String predicate) throws Refused {
    try {
      checkShape(predicate);
      checkParts(predicate);
      String type = type(predicate);
      if (!type.equals("BOOLEAN")) {
        throw new Refused(predicate, ONE + ", not of type " + type);
      }
    } catch (SQLException e) {
      throw new Refused(predicate, ONE + ": " + reason(e));
    }
  }

  private void checkShape(String predicate) throws SQLException, Refused {
    try (PreparedStatement query = prepare(SHAPE, predicate);
        ResultSet row = query.executeQuery()) {
      row.next();
      if (row.getString(1) != null) {
        throw new Refused(predicate, ONE + ": " + row.getString(1));
      }
      if (!row.getBoolean(2)) {
        throw new Refused(predicate, ONE);
      }
    }
  }

  private void checkParts(String predicate) throws SQLException, Refused {
    try (PreparedStatement query = prepare(PARTS, predicate);
        ResultSet part = query.executeQuery()) {
      while (part.next()) {
        switch (part.getString(1)) {
          case "class" -> checkNode(predicate, part.getString(2));
          case "function_name" -> checkFunction(predicate, part.getString(2));
          default -> checkColumn(part.getString(3), part.getInt(4));
        }
      }
    }
  }

  private static void checkNode(String predicate, String node) throws Refused {
    if (!NODES.contains(node)) {
      throw new Refused(predicate, ONE + "; it has a " + node.toLowerCase(java.util.Locale.ROOT));
    }
  }

  private void checkFunction(String predicate, String name) throws SQLException, Refused {
    try (PreparedStatement query = prepare(PURE, name);
        ResultSet row = query.executeQuery()) {
      if (!row.next() || !row.getBoolean(1)) {
        throw new Refused(
            predicate, name + " is no function whose result depends on its arguments alone");
      }
    }
  }

  private void checkColumn(String name, int parts) throws Refused {
    List<String> names = columns.stream().map(GridColumn::name).toList();
    if (parts != 1 || names.stream().noneMatch(name::equalsIgnoreCase)) {
      throw Refused.unknown("column", name, names);
    }
  }

  private String type(String predicate) throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet row =
            query.executeQuery(
                "DESCRIBE SELECT (\n"
                    + predicate
                    + "\n) FROM ("
                    + rows(columns, 1)
                    + ") AS cells")) {
      row.next();
      return row.getString("column_type");
    }
  }

  /** Calls back with the number of each trial of a block for which it is true. */
  void matching(String predicate, Block block, LongConsumer trial) throws Refused {
    String cells = rows(block.allColumns(), block.size());
    String sql = "SELECT \"#\" FROM (" + cells + ") AS cells WHERE (\n" + predicate + "\n)";
    try (Statement query = connection.createStatement();
        ResultSet rows = query.executeQuery(sql)) {
      while (rows.next()) {
        trial.accept(rows.getLong(1));
      }
    } catch (SQLException e) {
      throw new Refused(predicate, "cannot be evaluated: " + reason(e));
    }
  }

  private static String rows(List<GridColumn> columns, long size) {
    return columns.stream()
        .map(c -> value(c) + " AS " + c.name())
        .collect(
            Collectors.joining(", ", "SELECT \"#\", ", " FROM range(" + size + ") AS r(\"#\")"));
  }

  private static String value(GridColumn column) {
    return "list_extract("
        + list(column)
        + ", 1 + (\"#\" // "
        + column.stride()
        + ") % "
        + column.values().size()
        + ")";
  }

  /** Numbers as one text, which DuckDB reads many times faster than a literal for each. */
  private static String list(GridColumn column) {
    boolean texts = column.type() == String.class;
    String quote = texts ? "" : "'";
    return column.values().stream()
        .map(value -> texts ? literal(value) : String.valueOf(value))
        .collect(
            Collectors.joining(
                ",", quote + "[", "]" + quote + "::" + TYPES.get(column.type()) + "[]"));
  }

  private static String literal(@Nullable Serializable value) {
    return value == null ? "NULL" : "'" + String.valueOf(value).replace("'", "''") + "'";
  }

  private PreparedStatement prepare(String sql, String parameter) throws SQLException {
    PreparedStatement query = connection.prepareStatement(sql);
    query.setString(1, parameter);
    return query;
  }

  /** The first line, without DuckDB's class of errors. */
  private static String reason(SQLException e) {
    return String.valueOf(e.getMessage())
        .lines()
        .findFirst()
        .orElse("")
        .replaceFirst("^[A-Z][A-Za-z ]+ Error: ", "");
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB does not close: " + e.getMessage(), e);
    }
  }
}
