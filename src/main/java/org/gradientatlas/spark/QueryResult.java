package org.gradientatlas.spark;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a query.
 *
 * @param columns names, in the order of the query
 * @param rows in the order of the query, one value a column: what DuckDB's JDBC driver makes of its
 *     type, null for NULL
 */
public record QueryResult(List<String> columns, List<List<@Nullable Object>> rows) {

  public QueryResult {
    columns = List.copyOf(columns);
    rows = rows.stream().map(Collections::unmodifiableList).toList();
  }
}
