package org.gradientatlas.query;

import java.io.IOException;
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
   * @param name of the study's directory, on a local file system
   * @return the names of the views
   * @throws SQLException if the tables cannot be read
   */
  static List<String> create(Connection database, PlainName name) throws SQLException {
    Map<String, List<Path>> tables = tables(name.directory());
    try (Statement statement = database.createStatement()) {
      for (var table : tables.entrySet()) {
        String files =
            table.getValue().stream()
                .map(file -> name.of(table.getKey(), file).toString())
                .map(ConfinedDatabase::quoted)
                .collect(ARRAY);
        // Else a directory like depth=8, wherever above, would replace the column depth.
        statement.execute(
            "CREATE VIEW %s AS SELECT * FROM read_parquet(%s, hive_partitioning = false)"
                .formatted(table.getKey(), files));
      }
    }
    return List.copyOf(tables.keySet());
  }

  /** The tables that exist, each with its files. */
  private static Map<String, List<Path>> tables(Path root) throws SQLException {
    var tables = new LinkedHashMap<String, List<Path>>();
    // Not on Hadoop's default file system, which may be another.
    StudyDirectory directory = StudyDirectory.at("file:" + root, HadoopSettings.settings());
    List<Manifest> waves = committed(directory);
    for (Table<?> table : Tables.ALL) {
      tables.put(table.name(), local(directory.files(waves, table)));
    }
    var derived = new ArrayList<Table<?>>(DiagnosisTables.ALL);
    derived.add(Tables.CLAIMS);
    for (Table<?> table : derived) {
      tables.put(table.name(), local(derived(directory, table)));
    }
    tables.values().removeIf(List::isEmpty);
    return tables;
  }

  private static List<Manifest> committed(StudyDirectory directory) throws SQLException {
    try {
      return new Waves(directory).committed();
    } catch (IOException e) {
      throw new SQLException(e.getMessage(), e);
    }
  }

  private static List<String> derived(StudyDirectory directory, Table<?> table)
      throws SQLException {
    try {
      return directory.derivedFiles(table);
    } catch (IOException e) {
      throw new SQLException(e.getMessage(), e);
    }
  }

  private static List<Path> local(List<String> files) {
    return files.stream()
        .map(file -> Path.of(new org.apache.hadoop.fs.Path(file).toUri().getPath()))
        .toList();
  }
}
