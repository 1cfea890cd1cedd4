package org.gradientatlas.spark.page;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.SortedSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.gradientatlas.report.page.Sampling;
import org.gradientatlas.table.schema.ColumnNames;

/** The rows of the table layers that a page shows. */
record ShownPasses(SparkSession spark, Dataset<Row> layers) {
  /** The column with the step of a row; -1 for the probe. */
  static final String PASS = "pass";

  /**
   * The rows of the selected layers in the probe and in the selected steps.
   *
   * @param depths of all networks
   */
  Dataset<Row> of(Sampling sampling, SortedSet<Integer> depths) {
    Column probe = col(ColumnNames.PHASE).equalTo("probe");
    return layers
        .where(probe.or(col(ColumnNames.STEP).isin(sampling.steps().toArray())))
        .join(
            broadcast(selected(sampling, depths)),
            new String[] {ColumnNames.DEPTH, ColumnNames.LAYER},
            "inner")
        .withColumn(PASS, when(probe, -1).otherwise(col(ColumnNames.STEP)));
  }

  private Dataset<Row> selected(Sampling sampling, SortedSet<Integer> depths) {
    var rows = new ArrayList<Row>();
    for (int depth : depths) {
      sampling.layers(depth).forEach(layer -> rows.add(RowFactory.create(depth, layer)));
    }
    return spark.createDataFrame(
        rows,
        new StructType()
            .add(ColumnNames.DEPTH, DataTypes.IntegerType)
            .add(ColumnNames.LAYER, DataTypes.IntegerType));
  }
}
