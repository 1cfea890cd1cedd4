package org.gradientatlas.table.schema;

import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * One column: what readers see, and where its value comes from.
 *
 * @param type Spark SQL type
 * @param comment meaning, with unit or formula; shown in docs/reference/tables.md and the Parquet
 *     schema
 * @param value computes the value from a row's record; null if there is none
 */
public record Column<F>(
    String name, DataType type, String comment, Function<F, @Nullable Object> value) {

  /** The type in SQL. */
  public String sqlType() {
    return type.sql();
  }

  /** This column for a record that contains this column's record. */
  <G> Column<G> of(Function<G, F> part) {
    return new Column<>(name, type, comment, value.compose(part));
  }

  static <F> Column<F> text(String name, String comment, Function<F, @Nullable String> value) {
    return new Column<>(name, DataTypes.StringType, comment, value::apply);
  }

  static <F> Column<F> texts(String name, String comment, Function<F, String[]> value) {
    return new Column<>(
        name, DataTypes.createArrayType(DataTypes.StringType, false), comment, value::apply);
  }

  static <F> Column<F> integer(String name, String comment, Function<F, @Nullable Integer> value) {
    return new Column<>(name, DataTypes.IntegerType, comment, value::apply);
  }

  static <F> Column<F> count(String name, String comment, Function<F, Long> value) {
    return new Column<>(name, DataTypes.LongType, comment, value::apply);
  }

  /**
   * A number column; non-finite values are stored as null, because engines prune NaN differently.
   */
  static <F> Column<F> real(String name, String comment, ToDoubleFunction<F> value) {
    return new Column<>(
        name, DataTypes.DoubleType, comment, fact -> finite(value.applyAsDouble(fact)));
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
