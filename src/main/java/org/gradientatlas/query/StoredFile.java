package org.gradientatlas.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.gradientatlas.storage.AccessFailure;
import org.gradientatlas.storage.LocationException;
import org.gradientatlas.table.output.DamagedOutputException;
import org.gradientatlas.table.output.Manifest;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.output.WaveFile;
import org.gradientatlas.table.output.Waves;
import org.gradientatlas.table.schema.DiagnosisTables;
import org.gradientatlas.table.schema.Table;
import org.gradientatlas.table.schema.Tables;
import org.jspecify.annotations.Nullable;

/**
 * A file of a stored table.
 *
 * @param path where it is
 * @param wave what its manifest says of it; null for a derived table
 */
record StoredFile(Path path, @Nullable WaveFile wave) {

  /**
   * The tables that exist, each with its files. Of the tables of a sweep these are the files of
   * committed waves.
   *
   * @param directory the study's directory in messages
   * @throws SQLException if the output is damaged
   * @throws LocationException if they cannot be listed
   * @throws UncheckedIOException if the file system is down
   */
  static Map<String, List<StoredFile>> of(StudyDirectory study, String directory)
      throws SQLException {
    try {
      return list(study);
    } catch (DamagedOutputException e) {
      throw new SQLException(e.getMessage(), e);
    } catch (IOException e) {
      throw AccessFailure.of(directory, e);
    }
  }

  private static Map<String, List<StoredFile>> list(StudyDirectory study) throws IOException {
    var tables = new LinkedHashMap<String, List<StoredFile>>();
    List<Manifest> waves = new Waves(study).committed();
    for (Table<?> table : Tables.ALL) {
      tables.put(table.name(), files(study.files(waves, table), waves, table));
    }
    var derived = new ArrayList<Table<?>>(DiagnosisTables.ALL);
    derived.add(Tables.CLAIMS);
    for (Table<?> table : derived) {
      tables.put(table.name(), files(study.derivedFiles(table), List.of(), table));
    }
    tables.values().removeIf(List::isEmpty);
    return tables;
  }

  private static List<StoredFile> files(List<String> paths, List<Manifest> waves, Table<?> table) {
    Map<String, WaveFile> known =
        waves.stream()
            .flatMap(wave -> wave.files().stream())
            .filter(file -> file.table().equals(table.name()))
            .collect(Collectors.toMap(WaveFile::name, Function.identity(), (a, b) -> a));
    return paths.stream()
        .map(Path::new)
        .map(path -> new StoredFile(path, known.get(path.getName())))
        .toList();
  }
}
