package org.gradientatlas.table.schema;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.gradientatlas.study.Trial;
import org.jspecify.annotations.Nullable;

/**
 * A stored table: a row is a trial's cell columns followed by columns of a record.
 *
 * @param name of the table and its directory
 * @param about describes one row
 * @param cell columns that identify the network
 * @param facts columns computed from the record
 */
public record Table<F>(String name, String about, List<Column<Trial>> cell, List<Column<F>> facts) {

  /** All columns in order; all nullable, as Parquet readers see them. */
  public StructType schema() {
    return new StructType(
        Stream.concat(cell.stream(), facts.stream())
            .map(c -> new StructField(c.name(), c.type(), true, comment(c)))
            .toArray(StructField[]::new));
  }

  /** The schema as Spark writes it into a file. */
  public String schemaJson() {
    return schema().json();
  }

  private static Metadata comment(Column<?> column) {
    return new MetadataBuilder().putString("comment", column.comment()).build();
  }

  /** The rows of one trial; its cell columns are computed once. */
  public List<Row> rows(Trial trial, List<F> about) {
    Object[] head = cell.stream().map(c -> c.value().apply(trial)).toArray();
    return about.stream().map(fact -> row(head, fact)).toList();
  }

  /**
   * The row of a record about a cell that was read from another table.
   *
   * @param head one value per cell column
   */
  public Row row(List<@Nullable Object> head, F fact) {
    return row(head.toArray(), fact);
  }

  private Row row(Object[] head, F fact) {
    Object[] values = java.util.Arrays.copyOf(head, head.length + facts.size());
    for (int i = 0; i < facts.size(); i++) {
      values[head.length + i] = facts.get(i).value().apply(fact);
    }
    return RowFactory.create(values);
  }
}
