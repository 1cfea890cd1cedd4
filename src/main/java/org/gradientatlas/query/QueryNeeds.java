package org.gradientatlas.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradientatlas.sql.SelectStatement;
import org.gradientatlas.sql.SqlPart;

/** Which tables and columns a query reads, as DuckDB parses and plans it. */
final class QueryNeeds {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Table functions that take a table's name, or a query, as a text. */
  private static final Set<String> BY_TEXT = Set.of("query", "query_table");

  private QueryNeeds() {}

  /**
   * The tables that a query names.
   *
   * @param known all tables
   * @return none if it is no SELECT statement
   */
  static List<String> tables(Connection database, String query, Collection<String> known)
      throws SQLException {
    List<SqlPart> parts = SqlPart.of(database, query);
    if (parts.stream().anyMatch(part -> BY_TEXT.contains(lower(part.function())))) {
      return known.stream().filter(table -> lower(query).contains(table)).toList();
    }
    Set<String> named = parts.stream().map(part -> lower(part.table())).collect(Collectors.toSet());
    return known.stream().filter(named::contains).toList();
  }

  /**
   * What the plan of a query says of its scans: the columns that each reads, and its filters. A
   * scan is planned from the files' footers, as it will be when the query runs.
   *
   * @return empty if the query has no plan
   */
  static String scans(Connection database, String query) throws SQLException {
    if (!SelectStatement.problem(database, query).isEmpty()) {
      return "";
    }
    try (Statement statement = database.createStatement();
        ResultSet plan = statement.executeQuery("EXPLAIN (FORMAT json) " + query)) {
      var scans = new StringBuilder();
      while (plan.next()) {
        collect(JSON.readTree(plan.getString(2)), scans);
      }
      return scans.toString();
    } catch (JsonProcessingException e) {
      throw new SQLException("the plan of the query cannot be read: " + e.getMessage(), e);
    } catch (SQLException e) {
      // Whoever runs the query says what is wrong with it.
      return "";
    }
  }

  private static void collect(JsonNode node, StringBuilder scans) {
    JsonNode details = node.path("extra_info");
    if (details.has("Function")) {
      texts(details, scans);
    }
    node.path("children").forEach(child -> collect(child, scans));
    if (node.isArray()) {
      node.forEach(child -> collect(child, scans));
    }
  }

  private static void texts(JsonNode details, StringBuilder scans) {
    if (details.isContainerNode()) {
      details.forEach(detail -> texts(detail, scans));
    } else {
      scans.append(details.asText()).append('\n');
    }
  }

  /** Whether scans name a column. */
  static boolean names(String scans, String column) {
    for (int at = scans.indexOf(column); at >= 0; at = scans.indexOf(column, at + 1)) {
      int end = at + column.length();
      boolean starts = at == 0 || !Character.isJavaIdentifierPart(scans.charAt(at - 1));
      boolean ends = end == scans.length() || !Character.isJavaIdentifierPart(scans.charAt(end));
      if (starts && ends) {
        return true;
      }
    }
    return false;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
