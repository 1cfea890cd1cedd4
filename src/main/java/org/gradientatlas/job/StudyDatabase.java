package org.gradientatlas.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.gradientatlas.study.ConfinedDatabase;
import org.gradientatlas.study.SelectStatement;
import org.gradientatlas.table.DiagnosisTables;
import org.gradientatlas.table.Manifest;
import org.gradientatlas.table.StudyDirectory;
import org.gradientatlas.table.Table;
import org.gradientatlas.table.TableFile;
import org.gradientatlas.table.Tables;
import org.gradientatlas.table.Waves;
import org.jspecify.annotations.Nullable;

/**
 * A study's tables as views of an embedded DuckDB. What it is asked may read the study's directory
 * and nothing else: no other file, no network, no environment; and it may change nothing.
 */
final class StudyDatabase implements AutoCloseable {
  private static final Collector<CharSequence, ?, String> LIST = Collectors.joining(", ", "(", ")");

  private static final Collector<CharSequence, ?, String> ARRAY =
      Collectors.joining(", ", "[", "]");

  /** Long enough for any claim on tables of many gigabytes. */
  private static final int SECONDS = 600;

  private final Connection connection;
  private final List<String> views = new ArrayList<>();
  private final int seconds;

  /**
   * Opens the tables that are there.
   *
   * @param directory of the study, on this machine's file system
   * @throws SQLException if they cannot be read
   */
  StudyDatabase(Path directory) throws SQLException {
    this(directory, ConfinedDatabase.open(directory), SECONDS);
  }

  /** Opens them for results of any size. */
  static StudyDatabase streaming(Path directory) throws SQLException {
    return new StudyDatabase(directory, ConfinedDatabase.streaming(directory), SECONDS);
  }

  /** Opens them for claims that may take so many seconds. */
  static StudyDatabase within(int seconds, Path directory) throws SQLException {
    return new StudyDatabase(directory, ConfinedDatabase.open(directory), seconds);
  }

  private StudyDatabase(Path directory, Connection connection, int seconds) throws SQLException {
    this.connection = connection;
    this.seconds = seconds;
    Path root = directory.toAbsolutePath().normalize();
    try (Statement statement = connection.createStatement()) {
      for (var table : tables(root).entrySet()) {
        statement.execute(
            "CREATE VIEW %s AS SELECT * FROM read_parquet(%s)"
                .formatted(table.getKey().name(), table.getValue()));
        views.add(table.getKey().name());
      }
    }
  }

  /** The tables that are there, each with a list of its files: of waves, those committed. */
  private static Map<Table<?>, String> tables(Path root) throws SQLException {
    var tables = new LinkedHashMap<Table<?>, String>();
    StudyDirectory directory = StudyDirectory.at(root.toUri().toString(), Hadoop.settings());
    List<Manifest> waves = committed(directory);
    for (Table<?> table : Tables.ALL) {
      List<String> files = directory.files(waves, table);
      if (!files.isEmpty()) {
        tables.put(
            table, files.stream().map(f -> ConfinedDatabase.quoted(local(f))).collect(ARRAY));
      }
    }
    for (Table<?> table : DiagnosisTables.ALL) {
      if (Files.isDirectory(root.resolve(table.name()))) {
        tables.put(
            table,
            ConfinedDatabase.quoted(root.resolve(table.name()).resolve("*.parquet").toString()));
      }
    }
    return tables;
  }

  private static List<Manifest> committed(StudyDirectory directory) throws SQLException {
    try {
      return new Waves(directory).committed();
    } catch (IOException e) {
      throw new SQLException(e.getMessage(), e);
    }
  }

  private static String local(String file) {
    return new org.apache.hadoop.fs.Path(file).toUri().getPath();
  }

  /**
   * The one number that a query gives; NaN if it is null.
   *
   * @throws SQLException if it is not one SELECT, or gives anything but one row with one number
   */
  double number(String query) throws SQLException {
    Object value = value(query);
    if (value != null && !(value instanceof Number)) {
      throw new SQLException("the query must give a number, not " + value);
    }
    return value == null ? Double.NaN : ((Number) value).doubleValue();
  }

  /**
   * The one value that a query gives, as text; empty if it is null.
   *
   * @throws SQLException if it is not one SELECT, or gives anything but one row with one value
   */
  String text(String query) throws SQLException {
    Object value = value(query);
    return value == null ? "" : value.toString();
  }

  private @Nullable Object value(String query) throws SQLException {
    String problem = SelectStatement.problem(connection, query);
    if (!problem.isEmpty()) {
      throw new SQLException(problem);
    }
    try (var statement = connection.createStatement()) {
      statement.setQueryTimeout(seconds);
      try (var rows = statement.executeQuery(query)) {
        return only(rows);
      }
    } catch (SQLException e) {
      throw new SQLException(ConfinedDatabase.reason(e, seconds), e);
    }
  }

  /**
   * Gives the rows of a query one by one, as they are found.
   *
   * @param json whether a row is one value, the row as JSON, rather than one for each column
   * @throws SQLException if it is not one SELECT, or cannot be answered
   */
  void each(String query, boolean json, Query.Answer answer) throws SQLException {
    String problem = SelectStatement.problem(connection, query);
    if (problem.isEmpty() || problem.startsWith("syntax error")) {
      // Binds, or else says where the text is wrong; nothing is run.
      connection.prepareStatement(query).close();
    }
    if (!problem.isEmpty()) {
      throw new SQLException("the query: " + problem);
    }
    String select = query.strip().replaceFirst(";$", "");
    String asked = json ? asJson(select) : select;
    try (var statement = connection.prepareStatement(asked);
        var rows = statement.executeQuery()) {
      var names = new ArrayList<String>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        names.add(rows.getMetaData().getColumnLabel(i));
      }
      answer.columns(names);
      boolean more = true;
      while (more && rows.next()) {
        var values = new ArrayList<@Nullable Object>();
        for (int i = 1; i <= names.size(); i++) {
          values.add(rows.getObject(i));
        }
        more = answer.row(values);
      }
    }
  }

  /** A query for the rows as JSON, which has no numbers that are not finite: they are null. */
  private String asJson(String select) throws SQLException {
    String rows = "(\n" + select + "\n)";
    var finite = new ArrayList<String>();
    try (var statement = connection.prepareStatement("SELECT * FROM " + rows)) {
      ResultSetMetaData columns = statement.getMetaData();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        int type = columns.getColumnType(i);
        if (type == Types.DOUBLE || type == Types.FLOAT || type == Types.REAL) {
          String name = '"' + columns.getColumnName(i).replace("\"", "\"\"") + '"';
          finite.add("CASE WHEN isfinite(%1$s) THEN %1$s END AS %1$s".formatted(name));
        }
      }
    }
    String replaced = finite.isEmpty() ? "" : " REPLACE (" + String.join(", ", finite) + ")";
    return "SELECT to_json(answer) FROM (SELECT *" + replaced + " FROM " + rows + ") AS answer";
  }

  /** The views, with the number of rows and the columns of each. */
  List<Query.Stored> stored() throws SQLException {
    var stored = new ArrayList<Query.Stored>();
    try (Statement statement = connection.createStatement()) {
      for (String view : views) {
        var columns = new ArrayList<String>();
        try (var rows = statement.executeQuery("DESCRIBE " + view)) {
          while (rows.next()) {
            columns.add(rows.getString(1) + " " + rows.getString(2).toLowerCase(Locale.ROOT));
          }
        }
        stored.add(new Query.Stored(view, (long) number("SELECT count(*) FROM " + view), columns));
      }
    }
    return stored;
  }

  private static @Nullable Object only(ResultSet rows) throws SQLException {
    if (rows.getMetaData().getColumnCount() != 1 || !rows.next()) {
      throw new SQLException("the query must give one row with one column");
    }
    Object value = rows.getObject(1);
    if (rows.next()) {
      throw new SQLException("the query must give one row with one column");
    }
    return value;
  }

  /** Writes rows as a Parquet file of the study's directory. */
  <F> void write(Table<F> table, List<F> facts, Path file) throws SQLException {
    var columns = table.facts();
    String typed = columns.stream().map(c -> c.name() + " " + c.type().sql()).collect(LIST);
    String marks = columns.stream().map(c -> "?").collect(LIST);
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TEMP TABLE facts " + typed);
      try (var insert = connection.prepareStatement("INSERT INTO facts VALUES " + marks)) {
        for (F fact : facts) {
          for (int i = 0; i < columns.size(); i++) {
            insert.setObject(i + 1, columns.get(i).value().apply(fact));
          }
          insert.execute();
        }
      }
      statement.execute(
          "COPY facts TO "
              + ConfinedDatabase.quoted(file.toString())
              + " (FORMAT parquet, COMPRESSION zstd, KV_METADATA {"
              + ConfinedDatabase.quoted(TableFile.SCHEMA_KEY)
              + ": "
              + ConfinedDatabase.quoted(table.schema().json())
              + "})");
      statement.execute("DROP TABLE facts");
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
