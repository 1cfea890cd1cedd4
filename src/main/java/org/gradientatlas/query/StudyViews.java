package org.gradientatlas.query;

import java.nio.file.Path;
import java.sql.Connection;
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

  private StudyViews() {}

  /**
   * Creates a view of each table.
   *
   * @param tables each with its files
   * @return the names of the views
   * @throws SQLException if the tables cannot be read
   */
  static List<String> create(Connection database, Map<String, List<Path>> tables)
      throws SQLException {
    try (Statement statement = database.createStatement()) {
      for (var table : tables.entrySet()) {
        String files =
            table.getValue().stream()
                .map(file -> ConfinedDatabase.quoted(file.toString()))
                .collect(ARRAY);
        // Else a directory like depth=8, wherever above, would replace the column depth.
        statement.execute(
            // By name: waves of earlier versions lack columns that came later.
            "CREATE VIEW %s AS SELECT * FROM read_parquet(%s, hive_partitioning = false, union_by_name = true)"
                .formatted(table.getKey(), files));
      }
    }
    return List.copyOf(tables.keySet());
  }
}
