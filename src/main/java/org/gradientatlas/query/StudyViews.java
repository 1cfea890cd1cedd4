package org.gradientatlas.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.gradientatlas.sql.ConfinedDatabase;
import org.gradientatlas.table.output.HadoopSettings;
import org.gradientatlas.table.output.Manifest;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.output.Waves;
import org.gradientatlas.table.schema.DiagnosisTables;
import org.gradientatlas.table.schema.Table;
import org.gradientatlas.table.schema.Tables;

/** Creates DuckDB views of a study's tables, over committed waves only. */
final class StudyViews {
  private static final Collector<CharSequence, ?, String> ARRAY =
      Collectors.joining(", ", "[", "]");

  private StudyViews() {}

  /**
   * Creates a view of each table that exists.
   *
   * @param directory the study's directory, on a local file system
   * @return the names of the views
   * @throws SQLException if the tables cannot be read
   */
  static List<String> create(Connection database, Path directory) throws SQLException {
    Map<String, String> tables = tables(directory.toAbsolutePath().normalize());
    try (Statement statement = database.createStatement()) {
      for (var table : tables.entrySet()) {
        statement.execute(
            "CREATE VIEW %s AS SELECT * FROM read_parquet(%s)"
                .formatted(table.getKey(), table.getValue()));
      }
    }
    return List.copyOf(tables.keySet());
  }

  /** The tables that exist, each with its list of files as SQL. */
  private static Map<String, String> tables(Path root) throws SQLException {
    var tables = new LinkedHashMap<String, String>();
    StudyDirectory directory =
        StudyDirectory.at(root.toUri().toString(), HadoopSettings.settings());
    List<Manifest> waves = committed(directory);
    for (Table<?> table : Tables.ALL) {
      List<String> files = directory.files(waves, table);
      if (!files.isEmpty()) {
        tables.put(
            table.name(),
            files.stream().map(f -> ConfinedDatabase.quoted(local(f))).collect(ARRAY));
      }
    }
    var derived = new ArrayList<Table<?>>(DiagnosisTables.ALL);
    derived.add(Tables.CLAIMS);
    for (Table<?> table : derived) {
      Path files = root.resolve(table.name());
      if (Files.isDirectory(files)) {
        tables.put(table.name(), ConfinedDatabase.quoted(files.resolve("*.parquet").toString()));
      }
    }
    return tables;
  }

  private static List<Manifest> committed(StudyDirectory directory) throws SQLException {
    try {
      return new Waves(directory).committed();
    } catch (IOException e) {
      throw new SQLException(e.getMessage(), e);
    }
  }

  private static String local(String file) {
    return new org.apache.hadoop.fs.Path(file).toUri().getPath();
  }
}
