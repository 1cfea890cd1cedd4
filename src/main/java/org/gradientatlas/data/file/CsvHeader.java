package org.gradientatlas.data.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.InvalidDataException;
import org.jspecify.annotations.Nullable;

/**
 * Where the wanted columns of a CSV file are.
 *
 * @param size how many columns there are
 * @param features indices of the feature columns, in the order wanted
 * @param names of the feature columns, then of the label
 * @param label index of the label column
 */
@SuppressWarnings("ArrayRecordComponent")
record CsvHeader(int size, int[] features, List<String> names, int label) {

  /**
   * Finds the wanted columns.
   *
   * @param cells the file's first row
   * @param first the header of the first file, if this is another; the same columns are wanted
   * @throws InvalidDataException naming every column that is missing or there more than once
   */
  static CsvHeader of(
      String file, String[] cells, DataSpec.Table table, @Nullable CsvHeader first) {
    List<String> present = Arrays.stream(cells).map(String::strip).toList();
    var columns = new TableColumns(file, present);
    List<String> wanted = wanted(columns, table, first);
    columns.require(wanted, table.labelColumn());
    if (first != null && table.featureColumns().isEmpty()) {
      columns.allowOnly(wanted, table);
    }
    columns.raise();
    var names = new ArrayList<>(wanted);
    names.add(table.labelColumn());
    var indices = new HashMap<String, Integer>();
    for (int i = 0; i < present.size(); i++) {
      indices.putIfAbsent(present.get(i), i);
    }
    int[] all = names.stream().mapToInt(name -> indices.getOrDefault(name, -1)).toArray();
    return new CsvHeader(
        cells.length, Arrays.copyOf(all, wanted.size()), names, all[wanted.size()]);
  }

  private static List<String> wanted(
      TableColumns columns, DataSpec.Table table, @Nullable CsvHeader first) {
    return first == null
        ? columns.wanted(table)
        : IntStream.range(0, first.width()).mapToObj(first.names::get).toList();
  }

  /** How many features an example has. */
  int width() {
    return features.length;
  }

  /** The index of a feature's column. */
  int feature(int i) {
    return features[i];
  }

  /** A feature's column, for messages. */
  String featureName(int i) {
    return TableColumns.named(names.get(i));
  }

  /** The label's column, for messages. */
  String labelName() {
    return TableColumns.named(names.get(names.size() - 1));
  }
}
