package org.gradientatlas.data.file;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradientatlas.data.RawData;

/** Names columns that have one value in all rows, and so tell nothing. */
final class ConstantNotes {
  private static final int MOST_NAMED = 10;

  private ConstantNotes() {}

  /** A sentence on all such columns; none if there is none, or only one row. */
  static List<String> of(StoredData data) {
    RawData raw = data.raw();
    int[] constant =
        IntStream.range(0, raw.width()).filter(column -> isConstant(raw, column)).toArray();
    if (constant.length == 0 || raw.size() < 2) {
      return List.of();
    }
    if (constant.length > 1) {
      return List.of(
          "%s: %d columns have one value in all %d rows, and tell nothing: %s%s"
              .formatted(
                  data.name(),
                  constant.length,
                  raw.size(),
                  IntStream.of(constant)
                      .limit(MOST_NAMED)
                      .mapToObj(data.columns())
                      .map(column -> column.replaceFirst("^column ", ""))
                      .collect(Collectors.joining(", ")),
                  constant.length > MOST_NAMED ? ", ..." : ""));
    }
    String column = data.columns().apply(constant[0]);
    return List.of(
        "%s, %s: has one value in all %d rows, %s, and tells nothing%s"
            .formatted(
                data.name(),
                column,
                raw.size(),
                DecimalText.of(raw.feature(0, constant[0])),
                TableColumns.ignoring(column)));
  }

  private static boolean isConstant(RawData raw, int column) {
    double first = raw.feature(0, column);
    return IntStream.range(1, raw.size()).allMatch(i -> raw.feature(i, column) == first);
  }
}
