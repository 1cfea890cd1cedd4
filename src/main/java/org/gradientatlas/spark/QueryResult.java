package org.gradientatlas.spark;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a query.
 *
 * @param columns column names, in query order
 * @param rows in query order, one value per column as DuckDB's JDBC driver returns it; null for
 *     NULL
 */
public record QueryResult(List<String> columns, List<List<@Nullable Object>> rows) {

  public QueryResult {
    columns = List.copyOf(columns);
    rows = rows.stream().map(Collections::unmodifiableList).toList();
  }
}
