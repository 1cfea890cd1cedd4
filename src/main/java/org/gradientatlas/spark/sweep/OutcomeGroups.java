package org.gradientatlas.spark.sweep;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.gradientatlas.report.text.OutcomeTable;
import org.gradientatlas.table.schema.ColumnNames;

/** How stored trials ended, counted by activation, initializer and depth. */
final class OutcomeGroups {
  private OutcomeGroups() {}

  /** Activation, initializer, depth, outcome; how many trials, and their mean final accuracy. */
  static List<Row> query(Dataset<Row> trials) {
    return trials
        .groupBy(
            ColumnNames.ACTIVATION, ColumnNames.INITIALIZER, ColumnNames.DEPTH, ColumnNames.OUTCOME)
        .agg(count(lit(1)), avg(col(ColumnNames.FINAL_ACCURACY)))
        .collectAsList();
  }

  /** Converts the rows of that query. */
  static List<OutcomeTable.Group> of(List<Row> rows) {
    return rows.stream()
        .map(
            row ->
                new OutcomeTable.Group(
                    row.getString(0),
                    row.getString(1),
                    row.getInt(2),
                    row.getString(3),
                    row.getLong(4),
                    row.isNullAt(5) ? Double.NaN : row.getDouble(5)))
        .toList();
  }
}
