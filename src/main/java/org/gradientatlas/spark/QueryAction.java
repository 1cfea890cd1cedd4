package org.gradientatlas.spark;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.gradientatlas.query.Query;
import org.jspecify.annotations.Nullable;

/** Queries the stored tables of a study in DuckDB's SQL. Only committed waves are visible. */
public final class QueryAction {
  private final String directory;
  private Consumer<String> notice = line -> {};

  QueryAction(String directory) {
    this.directory = directory;
  }

  /**
   * Receives a line before a query copies more than 100 MB to this machine. A study on another file
   * system is copied to {@code java.io.tmpdir}, as far as a query reads it.
   */
  public QueryAction notice(Consumer<String> lines) {
    notice = Objects.requireNonNull(lines, "lines");
    return this;
  }

  /**
   * Runs a query and collects all its rows in memory.
   *
   * @param select one SELECT statement
   * @throws Query.Unanswerable if there are no tables, or the query cannot be answered
   * @throws UncheckedIOException if the study's file system is down
   */
  public QueryResult sql(String select) throws Query.Unanswerable {
    var collected = new Collected();
    each(select, collected);
    return new QueryResult(collected.columns, collected.rows);
  }

  /**
   * Runs a query and streams its rows, so that results of any size fit in memory.
   *
   * @param select one SELECT statement
   * @param answer receives the columns, then each row
   * @throws Query.Unanswerable if there are no tables, or the query fails, possibly after some rows
   * @throws UncheckedIOException if the study's file system is down
   */
  public void each(String select, Query.Answer answer) throws Query.Unanswerable {
    run(select, false, answer);
  }

  /**
   * Does the same, but passes each row as a single value, a JSON object.
   *
   * @param select one SELECT statement
   * @param answer receives one column, then each row
   * @throws Query.Unanswerable as {@link #each} does
   */
  public void eachAsJson(String select, Query.Answer answer) throws Query.Unanswerable {
    run(select, true, answer);
  }

  private void run(String select, boolean json, Query.Answer answer) throws Query.Unanswerable {
    Objects.requireNonNull(select, "select");
    Objects.requireNonNull(answer, "answer");
    Query.run(directory, select, json, answer, notice);
  }

  /**
   * Lists the stored tables with their row counts and columns.
   *
   * @throws Query.Unanswerable if there are no tables
   * @throws UncheckedIOException if the study's file system is down
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
