package org.gradientatlas.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.gradientatlas.sql.ConfinedDatabase;
import org.gradientatlas.storage.Location;
import org.gradientatlas.storage.RawLocalFiles;
import org.gradientatlas.table.output.HadoopSettings;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.schema.Table;

/**
 * Local copies of the tables of a study that is elsewhere. Copies have the columns that queries
 * read, at their offsets, and holes for the rest; see
 * docs/engineering/decisions/0025-queries-elsewhere.md.
 */
final class CopiedTables implements TableFiles {
  private final Location study;
  private final TemporaryDirectory directory;
  private final Consumer<String> notice;
  private final Configuration local = RawLocalFiles.over(HadoopSettings.settings());
  private final Map<String, List<FileCopy>> copies = new LinkedHashMap<>();

  private CopiedTables(Location study, TemporaryDirectory directory, Consumer<String> notice) {
    this.study = study;
    this.directory = directory;
    this.notice = notice;
  }

  /** Lists the tables and fetches the footer of the first file of each, which has its columns. */
  static CopiedTables of(Location study, Consumer<String> notice) throws SQLException {
    var tables = new CopiedTables(study, TemporaryDirectory.create(), notice);
    try {
      tables.list();
      tables.readFooters(tables.copies.values().stream().map(files -> files.get(0)).toList());
      return tables;
    } catch (SQLException | RuntimeException e) {
      tables.close();
      throw e;
    }
  }

  private void list() throws SQLException {
    var output = StudyDirectory.at(study.text(), HadoopSettings.settings());
    for (var table : StoredFile.of(output, study.text()).entrySet()) {
      Path home = directory.make(table.getKey());
      copies.put(
          table.getKey(),
          table.getValue().stream().map(file -> FileCopy.of(study, file, home)).toList());
    }
  }

  private List<FileCopy> files(String table) {
    return copies.getOrDefault(table, List.of());
  }

  private void readFooters(Collection<FileCopy> files) {
    Parallel.each(files, file -> file.readFooter(local));
  }

  @Override
  public Path[] readable() {
    return new Path[] {directory.path()};
  }

  @Override
  public Map<String, List<Path>> tables() {
    var tables = new LinkedHashMap<String, List<Path>>();
    copies.forEach((table, files) -> tables.put(table, files.stream().map(FileCopy::to).toList()));
    return tables;
  }

  @Override
  public OptionalLong rows(String table) {
    long sum = 0;
    for (FileCopy file : files(table)) {
      OptionalLong rows = file.rows();
      if (rows.isEmpty()) {
        return rows;
      }
      sum += rows.getAsLong();
    }
    return OptionalLong.of(sum);
  }

  @Override
  public void fetch(Collection<String> queries) throws SQLException {
    var fetch = new Fetch(directory.path(), study.text(), notice);
    // A database of its own: another would remember what it has read of a file.
    try (Connection database = ConfinedDatabase.open(readable())) {
      StudyViews.create(database, tables());
      for (String query : queries) {
        Set<String> asked = new TreeSet<>(QueryNeeds.tables(database, query, copies.keySet()));
        asked.forEach(table -> readFooters(files(table)));
        String scans = QueryNeeds.scans(database, query);
        asked.forEach(table -> fetch.add(table, files(table), scans));
      }
    }
    fetch.run();
  }

  @Override
  public void replace(Table<?> table, Draft draft) throws IOException, SQLException {
    Path file = directory.path().resolve(table.name() + ".draft");
    draft.write(file);
    StudyDirectory.at(study.text(), HadoopSettings.settings())
        .writeTable(table, Files.readAllBytes(file));
  }

  @Override
  public void close() {
    directory.close();
  }
}
