package org.gradientatlas.table.schema;

import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * One column: what a reader sees, and where its value comes from.
 *
 * @param type Spark SQL type
 * @param comment meaning, with unit or formula; stands in docs/reference/tables.md and in the
 *     Parquet schema
 * @param value from the fact that a row is about; null where there is no value
 */
public record Column<F>(
    String name, DataType type, String comment, Function<F, @Nullable Object> value) {

  /** Its type as SQL writes it. */
  public String sqlType() {
    return type.sql();
  }

  /** The same column of a fact that this column's fact is part of. */
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

  /** A number that is stored null when it is not finite, because engines prune NaN differently. */
  static <F> Column<F> real(String name, String comment, ToDoubleFunction<F> value) {
    return new Column<>(
        name, DataTypes.DoubleType, comment, fact -> finite(value.applyAsDouble(fact)));
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
