package org.gradientatlas.query;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.gradientatlas.sql.ConfinedDatabase;

/** Creates DuckDB views of a study's tables. */
final class StudyViews {
  private static final Collector<CharSequence, ?, String> ARRAY =
      Collectors.joining(", ", "[", "]");

  private static final String VIEW = "CREATE OR REPLACE VIEW %s AS SELECT %s FROM %s";

  /** Rows that lack an architecture are of networks that could only be dense. */
  private static final String DENSE_IF_UNKNOWN =
      "* REPLACE (coalesce(architecture, 'dense') AS architecture)";

  /** Contrasts between architectures have none in common. */
  private static final String DENSE_IF_SHARED =
      "* REPLACE (CASE WHEN axis LIKE 'architecture%' THEN architecture"
          + " ELSE coalesce(architecture, 'dense') END AS architecture)";

  private StudyViews() {}

  /**
   * By name, because waves of earlier versions lack columns that came later. That needs every file,
   * and of a study elsewhere not all are here; then the first one says what the columns are.
   */
  private static void create(Connection database, String table, String files) throws SQLException {
    try {
      create(database, table, files, true);
    } catch (SQLException unread) {
      create(database, table, files, false);
    }
  }

  private static void create(Connection database, String table, String files, boolean byName)
      throws SQLException {
    // Else a directory like depth=8, wherever above, would replace the column depth.
    String rows =
        "read_parquet(%s, hive_partitioning = false, union_by_name = %s)".formatted(files, byName);
    try (Statement statement = database.createStatement()) {
      statement.execute(VIEW.formatted(table, "*", rows));
      if (hasArchitecture(statement, table)) {
        boolean contrasts = table.equals("contrasts");
        statement.execute(
            VIEW.formatted(table, contrasts ? DENSE_IF_SHARED : DENSE_IF_UNKNOWN, rows));
      }
    }
  }

  private static boolean hasArchitecture(Statement statement, String view) throws SQLException {
    try (ResultSet columns =
        statement.executeQuery(
            "SELECT 1 FROM (DESCRIBE %s) WHERE column_name = 'architecture'".formatted(view))) {
      return columns.next();
    }
  }

  /**
   * Creates a view of each table.
   *
   * @param tables each with its files
   * @return the names of the views
   * @throws SQLException if the tables cannot be read
   */
  static List<String> create(Connection database, Map<String, List<Path>> tables)
      throws SQLException {
    for (var table : tables.entrySet()) {
      String files =
          table.getValue().stream()
              .map(file -> ConfinedDatabase.quoted(file.toString()))
              .collect(ARRAY);
      create(database, table.getKey(), files);
    }
    return List.copyOf(tables.keySet());
  }
}
