package org.gradientatlas.table.schema;

import java.util.List;
import java.util.stream.Stream;

/** Generates docs/reference/tables.md from the schemas, so that the two cannot differ. */
final class TablesDoc {
  private static final String HEAD =
      """
      # The tables

      Written from the schemas by `scripts/docs`; a test fails when this page is out of date.

      | table | one row for each | written by |
      |---|---|---|
      | [`trials`](#trials) | trial | `jobs/sweep`, `jobs/study`, `jobs/train` |
      | [`steps`](#steps) | recorded training step | the same |
      | [`layers`](#layers) | layer and recorded pass | the same |
      | [`axes`](#axes) | trial and axis without a column of its own | the same |
      | [`claims`](#claims) | claim of the study file | `jobs/study`, `jobs/train` |
      | [`diagnoses`](#diagnoses) | trial | `jobs/summarize`, `jobs/study` |
      | [`forecasts`](#forecasts) | trial | the same |
      | [`summary`](#summary) | cell | the same |
      | [`contrasts`](#contrasts) | pair of cells that differ in one axis | the same |

      Every table except `claims` starts with the same cell columns, so that grouping needs no join (`summary` and `contrasts` have no
      `trial_id` and no `replicate`).

      - **Files.** Plain Parquet, zstd, one directory for each table under the directory given to `--out`. The files are
        `wave-NNNNNN-NNN.parquet`; `jobs/summarize` writes `part-NNNNN.parquet`.
      - **Other files.** `study.conf` is the study with every default filled in. `_LOCK` is there while a run holds the directory.
      - **Numbers.** A number that is not finite is stored as null, with the reason in another column (`outcome`, `grad_nonfinite_count`).
      - **Timestamps** are INT64, in microseconds and UTC.
      - **Comments.** The meaning of a column is stored in the files. Spark shows it as the column's comment (`DESCRIBE` of a view). Other
        readers find it under the key `org.apache.spark.sql.parquet.row.metadata`.
      - **Order.** Rows follow the order of the grid, the trials of a cell side by side. Row groups of about 4 MB carry the minimum and
        maximum of each column, so a filter on one cell reads few of them
        ([why](../engineering/decisions/0014-parquet-layout.md)).
      - **Unfinished runs.** A trial that is in `trials` has all its rows in the other tables. While a run is under way, or after it was
        killed, other tables may contain rows of trials that are not in `trials` yet. Ignore those rows.
      """;

  private TablesDoc() {}

  /** The whole page. */
  static String page() {
    var text = new StringBuilder(HEAD);
    text.append("\n## Cell columns\n\nThey say which network a row is about.\n\n");
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
