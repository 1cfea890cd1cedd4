package org.gradientatlas.spark.sweep;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.gradientatlas.report.text.OutcomeTable;
import org.gradientatlas.table.schema.ColumnNames;

/** How stored trials ended, counted by activation, initializer and depth. */
final class OutcomeGroups {
  private OutcomeGroups() {}

  /**
   * Activation, initializer, depth, outcome; how many trials, their mean final accuracy and, for
   * numbers to predict, their mean R2; for classes, the mean accuracy of guessing.
   */
  static List<Row> query(Dataset<Row> trials) {
    return trials
        .groupBy(
            ColumnNames.ACTIVATION, ColumnNames.INITIALIZER, ColumnNames.DEPTH, ColumnNames.OUTCOME)
        .agg(
            count(lit(1)),
            avg(col(ColumnNames.FINAL_ACCURACY)),
            avg(explained()),
            avg(col(ColumnNames.GUESS_ACCURACY)))
        .collectAsList();
  }

  /** R2 of a network, against guessing the mean target of the training examples. */
  private static Column explained() {
    Column guess = col(ColumnNames.GUESS_LOSS);
    return when(
        col(ColumnNames.FINAL_ACCURACY).isNull().and(guess.gt(0)),
        lit(1).minus(col(ColumnNames.FINAL_LOSS).divide(guess)));
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
                    real(row, 5),
                    real(row, 6),
                    real(row, 7)))
        .toList();
  }

  private static double real(Row row, int at) {
    return row.isNullAt(at) ? Double.NaN : row.getDouble(at);
  }
}
