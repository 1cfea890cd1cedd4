package org.gradientatlas.table.output;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/**
 * Which data an output's trials were trained on, so that a file that changes between two runs does
 * not go unnoticed.
 *
 * @param sha256 digests of the numbers of each data set, by its name
 * @param classes the label of each class, for each data set that has classes, by its name
 */
public record DataDigests(TreeMap<String, String> sha256, TreeMap<String, List<String>> classes) {
  private static final String NAME = "_DATA.json";

  /** Earlier versions stored no classes. */
  public DataDigests {
    classes = Objects.requireNonNullElseGet(classes, TreeMap::new);
  }

  /** What an output remembers; nothing if its data is no file. */
  public static DataDigests of(StudyDirectory directory) throws IOException {
    Path path = path(directory);
    return directory.store().exists(path)
        ? StoredJson.read(directory.store().read(path), DataDigests.class)
        : new DataDigests(new TreeMap<>(), new TreeMap<>());
  }

  private static Path path(StudyDirectory directory) {
    return new Path(directory.root(), NAME);
  }

  /**
   * Compares data with what earlier runs were trained on, and remembers it.
   *
   * @param now the data that is about to be trained on
   * @throws OutputConflictException naming the data sets that have changed
   */
  public static void check(StudyDirectory directory, DataDigests now)
      throws IOException, OutputConflictException {
    Path path = path(directory);
    DataDigests known = of(directory);
    TreeMap<String, String> before = known.sha256();
    List<String> changed =
        now.sha256().entrySet().stream()
            .filter(
                data ->
                    !data.getValue().equals(before.getOrDefault(data.getKey(), data.getValue())))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    if (!changed.isEmpty()) {
      throw new OutputConflictException(
          "%s has changed since trials of %s were trained on it. Use another --out, or put the old"
                  .formatted(String.join(" and ", changed), directory.root())
              + " data back: rows of both would lie in one output.");
    }
    if (!before.keySet().containsAll(now.sha256().keySet())) {
      before.putAll(now.sha256());
      known.classes().putAll(now.classes());
      directory.store().replace(path, StoredJson.write(known));
    }
  }
}
