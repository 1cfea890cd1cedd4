package org.gradientatlas.spark;

import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.query.Query;
import org.jspecify.annotations.Nullable;

/** Asks the stored tables of a study, in DuckDB's SQL: of waves, those committed. */
public final class QueryAction {
  private final String directory;

  QueryAction(String directory) {
    this.directory = directory;
  }

  /**
   * Answers a query, whose rows are all kept in memory.
   *
   * @param select one SELECT statement
   * @throws Query.Unanswerable if there are no tables, or the query cannot be answered
   */
  public QueryResult sql(String select) throws Query.Unanswerable {
    var collected = new Collected();
    each(select, collected);
    return new QueryResult(collected.columns, collected.rows);
  }

  /**
   * Gives the rows of an answer of any size one by one.
   *
   * @param select one SELECT statement
   * @throws Query.Unanswerable if there are no tables, or the query cannot be answered; rows may
   *     have been given
   */
  public void each(String select, Query.Answer answer) throws Query.Unanswerable {
    Query.run(directory, select, false, answer);
  }

  /**
   * The same with each row as one value: its JSON.
   *
   * @throws Query.Unanswerable as {@link #each} does
   */
  public void eachAsJson(String select, Query.Answer answer) throws Query.Unanswerable {
    Query.run(directory, select, true, answer);
  }

  /**
   * What there is to ask about.
   *
   * @throws Query.Unanswerable if there are no tables
   */
  public List<Query.Stored> tables() throws Query.Unanswerable {
    return List.copyOf(Query.tables(directory));
  }

  private static final class Collected implements Query.Answer {
    private List<String> columns = List.of();
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    @Override
    public void columns(List<String> names) {
      columns = names;
    }

    @Override
    public boolean row(List<@Nullable Object> values) {
      return rows.add(values);
    }
  }
}
