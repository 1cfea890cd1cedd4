package org.gradientatlas.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gradientatlas.problem.NearestName;
import org.jspecify.annotations.Nullable;

/** Tells a query that names what is not there, in one line, what there is. */
final class UnknownName {
  private static final Pattern TABLE =
      Pattern.compile(
          "Table with name \"?([^\"\\s]+)\"? does not exist|Referenced table \"([^\"]+)\" not"
              + " found");

  private static final Pattern COLUMN =
      Pattern.compile(
          "Referenced column \"([^\"]+)\" not found"
              + "|does not have a column named \"([^\"]+)\""
              + "|column \"([^\"]+)\" does not exist");

  private UnknownName() {}

  /**
   * What DuckDB says of a query, in our words if it is about an unknown name.
   *
   * @param tables of the study
   */
  static String told(
      Connection database, String query, SQLException failure, Collection<String> tables)
      throws SQLException {
    String message = String.valueOf(failure.getMessage());
    String table = found(TABLE, message);
    if (table != null) {
      return told("table", table, "", tables);
    }
    String column = found(COLUMN, message);
    if (column == null) {
      return message;
    }
    List<String> asked = QueryNeeds.tables(database, query, tables);
    return told("column", column, " in " + String.join(", ", asked), columns(database, asked));
  }

  private static @Nullable String found(Pattern pattern, String message) {
    Matcher matcher = pattern.matcher(message);
    return matcher.find()
        ? Stream.iterate(1, i -> i + 1)
            .limit(matcher.groupCount())
            .map(matcher::group)
            .filter(name -> name != null)
            .findFirst()
            .orElse(null)
        : null;
  }

  private static String told(String kind, String name, String where, Collection<String> known) {
    String near = near(name, known);
    String meant = near == null ? "" : "; did you mean " + near + "?";
    String all = known.isEmpty() ? "" : " There are " + String.join(", ", known);
    return "the query: no %s %s%s%s".formatted(kind, name, known.isEmpty() ? "" : where, meant)
        + (meant.isEmpty() && !all.isEmpty() ? "." : "")
        + all;
  }

  /** The nearest name, or else the first of which a part is near: acuracy, to final_accuracy. */
  private static @Nullable String near(String name, Collection<String> known) {
    String nearest = NearestName.of(name, known);
    return nearest != null
        ? nearest
        : known.stream()
            .filter(other -> NearestName.of(name, List.of(other.split("_"))) != null)
            .findFirst()
            .orElse(null);
  }

  private static List<String> columns(Connection database, List<String> tables)
      throws SQLException {
    var columns = new ArrayList<String>();
    try (Statement statement = database.createStatement()) {
      for (String table : tables) {
        try (var rows = statement.executeQuery("DESCRIBE " + table)) {
          while (rows.next()) {
            columns.add(rows.getString(1));
          }
        }
      }
    }
    return columns.stream().distinct().toList();
  }
}
