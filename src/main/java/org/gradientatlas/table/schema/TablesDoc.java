package org.gradientatlas.table.schema;

import java.util.List;
import java.util.stream.Stream;

/** docs/reference/tables.md, written from the schemas so that it cannot say anything else. */
final class TablesDoc {
  private static final String HEAD =
      """
      # The tables

      Written from the schemas by `scripts/docs`; a test fails when this page is not what they say.

      Plain Parquet, zstd, under the directory given to `--out`: one directory a table, flat files
      `wave-NNNNNN-NNN.parquet` (`part-NNNNN.parquet` where `jobs/summarize` wrote them). Every table but
      `claims` starts with the same cell columns (`summary` and `contrasts` without `trial_id` and `replicate`), so grouping needs no join.
      A number that is not finite is stored null, with the reason beside it (`outcome`, `grad_nonfinite_count`).

      What a column means stands in the files too: Spark shows it as the column's comment
      (`DESCRIBE` of a view, or `schema` of a DataFrame), and any reader finds it under the key
      `org.apache.spark.sql.parquet.row.metadata`. Timestamps are INT64, in microseconds and UTC.

      Rows are sorted by the order of the grid, the trials of a cell side by side, in row groups of
      about 4 MB with minimum and maximum of each column: a filter on one cell reads few of them
      ([decisions/parquet-layout.md](../engineering/decisions/0014-parquet-layout.md)).

      A trial that is in `trials` has all its rows in the other tables. While a run is under way, or
      after it was killed, rows of trials that are not in `trials` yet may be there: they are part of
      no result until their trial is.

      Beside the tables lie `study.conf`, the study with every default filled in, and, while a run
      holds the directory, `_LOCK`.
      """;

  private TablesDoc() {}

  /** The whole page. */
  static String page() {
    var text = new StringBuilder(HEAD);
    text.append("\n## Cell columns, in every table but claims\n\n");
    columns(text, Tables.TRIALS.cell());
    for (Table<?> table :
        Stream.concat(
                Stream.of(Tables.TRIALS, Tables.STEPS, Tables.LAYERS, Tables.AXES, Tables.CLAIMS),
                DiagnosisTables.ALL.stream())
            .toList()) {
      text.append("\n## ").append(table.name()).append("\n\n");
      text.append(capital(table.about())).append(".\n\n");
      facts(text, table);
    }
    return text.toString();
  }

  private static <F> void facts(StringBuilder text, Table<F> table) {
    columns(text, table.facts());
  }

  private static <F> void columns(StringBuilder text, List<Column<F>> columns) {
    text.append("| column | type | meaning |\n|---|---|---|\n");
    for (Column<F> column : columns) {
      text.append(
          "| `%s` | %s | %s |\n"
              .formatted(column.name(), column.type().simpleString(), column.comment()));
    }
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
