package org.gradientatlas.table.output;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/**
 * Which data an output's trials were trained on, so that a file that changes between two runs does
 * not go unnoticed.
 *
 * @param sha256 digests of the numbers of each data set, by its name
 */
public record DataDigests(TreeMap<String, String> sha256) {
  private static final String NAME = "_DATA.json";

  /** The digests that an output remembers, by data set; none if its data is no file. */
  public static TreeMap<String, String> of(StudyDirectory directory) throws IOException {
    Path path = path(directory);
    return directory.store().exists(path)
        ? StoredJson.read(directory.store().read(path), DataDigests.class).sha256()
        : new TreeMap<>();
  }

  private static Path path(StudyDirectory directory) {
    return new Path(directory.root(), NAME);
  }

  /**
   * Compares data with what earlier runs were trained on, and remembers it.
   *
   * @param digests of the data that is about to be trained on
   * @throws OutputConflictException naming the data sets that have changed
   */
  public static void check(StudyDirectory directory, Map<String, String> digests)
      throws IOException, OutputConflictException {
    Path path = path(directory);
    TreeMap<String, String> known = of(directory);
    List<String> changed =
        digests.entrySet().stream()
            .filter(
                data -> !data.getValue().equals(known.getOrDefault(data.getKey(), data.getValue())))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    if (!changed.isEmpty()) {
      throw new OutputConflictException(
          "%s has changed since trials of %s were trained on it. Use another --out, or put the old"
                  .formatted(String.join(" and ", changed), directory.root())
              + " data back: rows of both would lie in one output.");
    }
    if (!known.keySet().containsAll(digests.keySet())) {
      known.putAll(digests);
      directory.store().replace(path, StoredJson.write(new DataDigests(known)));
    }
  }
}
