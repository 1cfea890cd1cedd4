package org.gradientatlas.job;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** A row without a schema, by the names of its columns. */
record Fields(List<String> names, Row row) {

  @Nullable Object value(String name) {
    return row.get(names.indexOf(name));
  }

  /** NaN for null. */
  double real(String name) {
    Object value = value(name);
    return value == null ? Double.NaN : (Double) value;
  }

  @Nullable Integer whole(String name) {
    return (Integer) value(name);
  }

  int count(String name) {
    Object value = value(name);
    return value == null ? 0 : ((Number) value).intValue();
  }

  String text(String name) {
    return String.valueOf(value(name));
  }

  /** A map of texts; empty for null. */
  Map<String, String> texts(String name) {
    int at = names.indexOf(name);
    return row.isNullAt(at) ? Map.of() : row.getJavaMap(at);
  }
}
