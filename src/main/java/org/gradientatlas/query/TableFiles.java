package org.gradientatlas.query;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.gradientatlas.storage.Location;
import org.gradientatlas.storage.LocationException;
import org.gradientatlas.table.output.HadoopSettings;
import org.gradientatlas.table.schema.Table;

/** The stored tables of a study as local files, which is all that DuckDB can read. */
sealed interface TableFiles extends AutoCloseable permits LocalTables, CopiedTables {
  /**
   * Finds the tables of a study.
   *
   * @param directory as a user typed it, on any Hadoop file system
   * @param notice receives a line if much has to be copied
   * @throws LocationException if it is no directory, or cannot be read
   * @throws SQLException if the tables cannot be listed
   */
  static TableFiles of(String directory, Consumer<String> notice) throws SQLException {
    Location study = Location.of(directory, HadoopSettings.settings());
    String obstacle = study.obstacle();
    if (!obstacle.isEmpty()) {
      throw new LocationException(obstacle);
    }
    return study.isLocal() ? LocalTables.of(study.local()) : CopiedTables.of(study, notice);
  }

  /** The directories that DuckDB must be able to read. */
  Path[] readable();

  /** The tables that exist, each with its files. */
  Map<String, List<Path>> tables();

  /** How many rows a table has, if that is known without reading it. */
  OptionalLong rows(String table);

  /**
   * Makes everything readable that queries need. Wrong queries are left to whoever runs them.
   *
   * @throws SQLException if it cannot be done
   */
  void fetch(Collection<String> queries) throws SQLException;

  /**
   * Replaces a table by one file.
   *
   * @throws IOException if it cannot be written
   */
  void replace(Table<?> table, Draft draft) throws IOException, SQLException;

  /** Writes a file that becomes a table. */
  @FunctionalInterface
  interface Draft {
    void write(Path file) throws SQLException;
  }

  @Override
  void close();
}
