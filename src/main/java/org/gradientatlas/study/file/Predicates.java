package org.gradientatlas.study.file;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.gradientatlas.problem.InvalidValueException;
import org.gradientatlas.problem.NearestName;
import org.gradientatlas.sql.ConfinedDatabase;
import org.gradientatlas.sql.SafeSql;
import org.gradientatlas.sql.SqlPart;
import org.gradientatlas.study.Block;
import org.gradientatlas.study.Grid;
import org.gradientatlas.study.GridColumn;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates SQL predicates over the columns of a grid in an embedded DuckDB without data or file
 * access: rows are computed from their numbers on the fly.
 *
 * <p>A predicate is one boolean expression of columns, constants, operators and deterministic
 * scalar functions. Its parse tree is checked before it runs.
 */
public final class Predicates implements AutoCloseable {
  private static final Map<Class<?>, String> TYPES =
      Map.of(
          Integer.class, "INTEGER",
          Double.class, "DOUBLE",
          Boolean.class, "BOOLEAN",
          String.class, "VARCHAR");

  /** Time limit; a million cells take less than a second. */
  private static final int SECONDS = 60;

  /** With nothing around it: a parenthesis of its own does not close ours. */
  private static final String ALONE =
      "json_extract_string(json_serialize_sql('SELECT ' || ?), '$.error_message')";

  /** The parse tree of "SELECT (?)"; line breaks keep a comment from eating the parenthesis. */
  private static final String TREE =
      "json_serialize_sql('SELECT (' || chr(10) || ? || chr(10) || ')')";

  /** A query without its select list, to compare with that of a plain query. */
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

  private final List<GridColumn> columns;
  private final Connection connection;

  /**
   * Opens a new database.
   *
   * @param columns provide names and types, which are the same in every block
   */
  Predicates(List<GridColumn> columns) {
    this.columns = List.copyOf(columns);
    try {
      connection = ConfinedDatabase.open();
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB does not start: " + e.getMessage(), e);
    }
  }

  /** Throws unless a predicate is allowed. */
  void check(String predicate) throws InvalidValueException {
    if (predicate.isBlank()) {
      throw new InvalidValueException("\"" + predicate + "\"", SafeSql.PREDICATE);
    }
    try {
      checkShape(predicate);
      checkAlone(predicate);
      checkParts(predicate);
      String type = type(predicate);
      if (!type.equals("BOOLEAN")) {
        throw new InvalidValueException(predicate, SafeSql.PREDICATE + ", not of type " + type);
      }
    } catch (SQLException e) {
      throw new InvalidValueException(
          predicate, SafeSql.PREDICATE + ": " + ConfinedDatabase.reason(e, SECONDS));
    }
  }

  private void checkAlone(String predicate) throws SQLException, InvalidValueException {
    try (PreparedStatement query = prepare("SELECT " + ALONE, predicate);
        ResultSet row = query.executeQuery()) {
      row.next();
      if (row.getString(1) != null) {
        throw new InvalidValueException(predicate, SafeSql.PREDICATE + ": " + row.getString(1));
      }
    }
  }

  private void checkShape(String predicate) throws SQLException, InvalidValueException {
    try (PreparedStatement query = prepare(SHAPE, predicate);
        ResultSet row = query.executeQuery()) {
      row.next();
      if (row.getString(1) != null) {
        throw new InvalidValueException(predicate, SafeSql.PREDICATE + ": " + row.getString(1));
      }
      if (!row.getBoolean(2)) {
        throw new InvalidValueException(predicate, SafeSql.PREDICATE);
      }
    }
  }

  private void checkParts(String predicate) throws SQLException, InvalidValueException {
    for (SqlPart part : SqlPart.of(connection, "SELECT (\n" + predicate + "\n)")) {
      SafeSql.checkPredicate(predicate, part);
      if (part.columnPath() > 0) {
        checkColumn(part.column(), part.columnPath());
      }
    }
  }

  private void checkColumn(String name, int parts) throws InvalidValueException {
    List<String> names = columns.stream().map(GridColumn::name).toList();
    if (parts != 1) {
      throw new InvalidValueException(
          name + ".",
          "unknown column, as the grid's have no dots; known: " + String.join(", ", names));
    }
    if (names.stream().noneMatch(name::equalsIgnoreCase)) {
      boolean text = NearestName.of(name, names) == null;
      String kind = text ? "column (a text has single quotes: '%s')".formatted(name) : "column";
      throw InvalidValueException.unknown(kind, name, names);
    }
  }

  private String type(String predicate) throws SQLException {
    try (Statement query = statement();
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

  /**
   * The trials of a grid without exclusions for which a predicate is true; a trial in several
   * blocks counts once.
   */
  BitSet matching(String predicate, Grid grid) throws InvalidValueException {
    var matching = new BitSet();
    long start = 0;
    for (Block block : grid.blocks()) {
      long first = start;
      matching(
          predicate,
          block,
          index -> matching.set((int) (first + index), grid.keeps(first + index)));
      start += block.size();
    }
    return matching;
  }

  /** Passes on the number of each trial of a block for which the predicate is true. */
  private void matching(String predicate, Block block, LongConsumer trial)
      throws InvalidValueException {
    String cells = rows(block.allColumns(), block.size());
    String sql = "SELECT \"#\" FROM (" + cells + ") AS cells WHERE (\n" + predicate + "\n)";
    try (Statement query = statement();
        ResultSet rows = query.executeQuery(sql)) {
      while (rows.next()) {
        trial.accept(rows.getLong(1));
      }
    } catch (SQLException e) {
      throw new InvalidValueException(
          predicate, "cannot be evaluated: " + ConfinedDatabase.reason(e, SECONDS));
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

  /** Values as one string, which DuckDB parses many times faster than separate literals. */
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
    return value == null ? "NULL" : ConfinedDatabase.quoted(String.valueOf(value));
  }

  private PreparedStatement prepare(String sql, String parameter) throws SQLException {
    PreparedStatement query = connection.prepareStatement(sql);
    query.setString(1, parameter);
    return query;
  }

  private Statement statement() throws SQLException {
    Statement statement = connection.createStatement();
    statement.setQueryTimeout(SECONDS);
    return statement;
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
