package org.gradientatlas.chaos;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Questions to the tables of a study, answered by DuckDB. */
public final class Rows {
  private Rows() {}

  /** When each trial finished, by its id: one that is trained again has another time. */
  static Map<String, String> finished(Path out) throws SQLException {
    return pairs(out, "SELECT trial_id, finished_at::VARCHAR FROM trials");
  }

  /** The rows of a query of two columns; the first is a key. */
  static Map<String, String> pairs(Path out, String query) throws SQLException {
    var pairs = new HashMap<String, String>();
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement()) {
      for (String table : Output.TABLES) {
        statement.execute(
            "CREATE VIEW %s AS SELECT * FROM read_parquet('%s/%s/*.parquet')"
                .formatted(table, out, table));
      }
      try (var rows = statement.executeQuery(query)) {
        while (rows.next()) {
          pairs.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    return pairs;
  }

  /** Fails unless every trial is there once with its probe and all its records, layer by layer. */
  static void expectComplete(Path out) throws SQLException {
    Map<String, String> wrong =
        pairs(
            out,
            """
            WITH records AS (SELECT trial_id, count(*) AS n FROM steps GROUP BY ALL),
              rows AS (SELECT trial_id, count(*) AS n,
                count(DISTINCT (phase, step, layer, tensor, time_step)) AS different
              FROM layers GROUP BY ALL)
            SELECT trial_id, outcome || ': ' || count(*) || ' trials, ' || any_value(l.n) || ' layers'
            FROM trials t LEFT JOIN records s USING (trial_id) LEFT JOIN rows l USING (trial_id)
            WHERE outcome <> 'failed'
            GROUP BY trial_id, outcome
            HAVING count(*) <> 1 OR any_value(l.n) IS NULL
              OR any_value(architecture = 'dense'
                AND l.n <> (depth + 1) * (1 + coalesce(s.n, 0)))
              OR any_value(l.different) <> any_value(l.n)
            UNION ALL
            SELECT trial_id, 'layers without a trial' FROM layers
            WHERE trial_id NOT IN (SELECT trial_id FROM trials)
            """);
    if (!wrong.isEmpty()) {
      throw new AssertionError("trials whose rows are not complete: " + wrong);
    }
  }
}
