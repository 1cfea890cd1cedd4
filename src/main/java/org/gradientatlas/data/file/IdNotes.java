package org.gradientatlas.data.file;

import java.util.List;
import java.util.stream.IntStream;
import org.gradientatlas.data.RawData;

/** Names columns that number the rows instead of saying something about them. */
final class IdNotes {
  /** In fewer rows, numbers may ascend by chance. */
  private static final int FEW = 10;

  private IdNotes() {}

  /** A sentence for each column of whole numbers that ascend from row to row. */
  static List<String> of(StoredData data) {
    return IntStream.range(0, data.raw().width())
        .filter(column -> ascends(data.raw(), column))
        .mapToObj(data.columns())
        .map(
            column ->
                "%s, %s: whole numbers that ascend from row to row, as ids and times do%s"
                    .formatted(data.name(), column, TableColumns.ignoring(column)))
        .toList();
  }

  private static boolean ascends(RawData raw, int column) {
    double last = Double.NEGATIVE_INFINITY;
    for (int example = 0; example < raw.size(); example++) {
      double x = raw.feature(example, column);
      if (!(x > last) || x != Math.rint(x)) {
        return false;
      }
      last = x;
    }
    return raw.size() >= FEW;
  }
}
