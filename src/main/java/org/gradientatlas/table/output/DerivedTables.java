package org.gradientatlas.table.output;

import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.gradientatlas.table.schema.DiagnosisTables;
import org.gradientatlas.table.schema.Table;

/**
 * Tables derived from others, and replaced as a whole when derived again: by renaming directories,
 * or, where a rename is a copy, by the put of a list of the files that count.
 */
public final class DerivedTables {
  private final StudyDirectory directory;

  /** Names the files of this derivation. */
  private final String token = UUID.randomUUID().toString().substring(0, 8);

  public DerivedTables(StudyDirectory directory) {
    this.directory = directory;
  }

  /**
   * The files that count.
   *
   * @param files file names by table
   */
  record Current(TreeMap<String, List<String>> files) {}

  private Path list() {
    return new Path(directory.root(), "_DERIVED.json");
  }

  /** The files of a table; none if it has not been derived. */
  List<Path> files(Table<?> table) throws IOException {
    List<String> current =
        directory.store().exists(list())
            ? StoredJson.read(directory.store().read(list()), Current.class)
                .files()
                .get(table.name())
            : null;
    Path above = directory.table(table);
    return current != null
        ? current.stream().map(name -> new Path(above, name)).toList()
        : Arrays.stream(directory.store().list(above))
            .map(FileStatus::getPath)
            .filter(file -> file.getName().endsWith(".parquet"))
            .toList();
  }

  /**
   * Where tasks write a table.
   *
   * @param above the directory
   * @param token of the derivation
   */
  public record Place(String above, String token) implements Serializable {
    /** The file of an attempt to write a part: an abandoned attempt may still be writing. */
    public Path path(int part, long attempt) {
      return new Path(above, "part-%05d-%s-%d.parquet".formatted(part, token, attempt));
    }
  }

  /** Where tasks write a table before it replaces the old one. */
  public Place place(Table<?> table) {
    return new Place(
        (directory.store().renames() ? draft(table) : directory.table(table)).toString(), token);
  }

  /** Removes what an earlier derivation has left unfinished. */
  public void clear() throws IOException {
    directory.store().delete(directory.drafts());
    if (!directory.store().renames()) {
      fix();
    }
  }

  /** Lists what counts now, so that files that are about to be written do not count yet. */
  private void fix() throws IOException {
    var files = new TreeMap<String, List<String>>();
    for (Table<?> table : DiagnosisTables.ALL) {
      files.put(table.name(), files(table).stream().map(Path::getName).sorted().toList());
    }
    directory.store().replace(list(), StoredJson.write(new Current(files)));
  }

  /**
   * Replaces tables.
   *
   * @param written names of the written files, by table
   */
  public void replace(Map<Table<?>, List<String>> written) throws IOException {
    if (directory.store().renames()) {
      directory.store().delete(list());
      rename(written);
      clear();
    } else {
      put(written);
    }
  }

  /** All old ones go before a new one comes: a crash leaves some missing, never a mixture. */
  private void rename(Map<Table<?>, List<String>> written) throws IOException {
    for (var table : written.entrySet()) {
      keep(draft(table.getKey()), Set.copyOf(table.getValue()));
    }
    for (Table<?> table : written.keySet()) {
      Path current = directory.table(table);
      if (directory.store().exists(current)) {
        directory.store().rename(current, new Path(directory.drafts(), "old-" + table.name()));
      }
    }
    for (Table<?> table : written.keySet()) {
      directory.store().rename(draft(table), directory.table(table));
    }
  }

  private Path draft(Table<?> table) {
    return new Path(directory.drafts(), table.name());
  }

  private void put(Map<Table<?>, List<String>> written) throws IOException {
    var files = new TreeMap<String, List<String>>();
    written.forEach((table, names) -> files.put(table.name(), names.stream().sorted().toList()));
    directory.store().replace(list(), StoredJson.write(new Current(files)));
    for (var table : written.entrySet()) {
      keep(directory.table(table.getKey()), Set.copyOf(table.getValue()));
    }
  }

  /** Removes the files of attempts that came too late, and those of earlier derivations. */
  private void keep(Path above, Set<String> names) throws IOException {
    for (FileStatus file : directory.store().list(above)) {
      if (!names.contains(file.getPath().getName())) {
        directory.store().delete(file.getPath());
      }
    }
  }

  /** Removes derived tables, because what they were derived from has changed. */
  void drop(Iterable<? extends Table<?>> tables) throws IOException {
    for (Table<?> table : tables) {
      directory.store().delete(directory.table(table));
    }
    directory.store().delete(list());
  }
}
