package org.gradientatlas.spark.stored;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** A row without a schema, accessed by column names. */
public record NamedRow(List<String> names, Row row) {

  public @Nullable Object value(String name) {
    return row.get(names.indexOf(name));
  }

  /** A number; NaN for null. */
  public double real(String name) {
    Object value = value(name);
    return value == null ? Double.NaN : (Double) value;
  }

  @Nullable Integer whole(String name) {
    return (Integer) value(name);
  }

  public int count(String name) {
    Object value = value(name);
    return value == null ? 0 : ((Number) value).intValue();
  }

  public String text(String name) {
    return String.valueOf(value(name));
  }

  /** A map of strings; empty for null. */
  public Map<String, String> texts(String name) {
    int at = names.indexOf(name);
    return row.isNullAt(at) ? Map.of() : row.getJavaMap(at);
  }
}
