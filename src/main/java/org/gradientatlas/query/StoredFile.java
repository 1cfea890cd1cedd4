package org.gradientatlas.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
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
   * @throws IOException if they cannot be listed
   */
  static Map<String, List<StoredFile>> of(StudyDirectory study) throws IOException {
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
