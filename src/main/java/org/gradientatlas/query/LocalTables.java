package org.gradientatlas.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.gradientatlas.table.output.HadoopSettings;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.schema.Table;

/**
 * The tables of a study on this machine, where they lie.
 *
 * @param name of the study's directory
 */
record LocalTables(PlainName name, Map<String, List<Path>> tables) implements TableFiles {

  static LocalTables of(Path directory) throws SQLException {
    PlainName name = PlainName.of(directory);
    try {
      // Not on Hadoop's default file system, which may be another.
      var study = StudyDirectory.at("file:" + name.directory(), HadoopSettings.settings());
      var tables = new LinkedHashMap<String, List<Path>>();
      StoredFile.of(study, directory.toString())
          .forEach((table, files) -> tables.put(table, plain(name, table, files)));
      return new LocalTables(name, tables);
    } catch (SQLException | RuntimeException e) {
      name.close();
      throw e;
    }
  }

  private static List<Path> plain(PlainName name, String table, List<StoredFile> files) {
    return files.stream().map(file -> name.of(table, file.path().getName())).toList();
  }

  @Override
  public Path[] readable() {
    return new Path[] {name.directory(), name.plain()};
  }

  @Override
  public OptionalLong rows(String table) {
    return OptionalLong.empty();
  }

  @Override
  public void fetch(Collection<String> queries) {}

  /** Writes a new file and renames it, so that readers never see half a file. */
  @Override
  public void replace(Table<?> table, Draft draft) throws IOException, SQLException {
    Path home = name.directory().resolve(table.name());
    Files.createDirectories(home);
    String unfinished = "_" + table.name() + ".draft";
    draft.write(name.of(table.name(), unfinished));
    Files.move(
        home.resolve(unfinished),
        home.resolve(table.name() + ".parquet"),
        StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() {
    name.close();
  }
}
