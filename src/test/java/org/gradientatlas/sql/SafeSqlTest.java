package org.gradientatlas.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import org.gradientatlas.problem.InvalidValueException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeSqlTest {
  private static Connection database;

  @BeforeAll
  static void open() throws SQLException {
    database = ConfinedDatabase.open();
  }

  @AfterAll
  static void close() throws SQLException {
    database.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "SELECT count(*) FROM '/etc/passwd'; /etc/passwd: is no table of a study",
        "SELECT count(*) FROM \"out/trials/*.parquet\"; is no table of a study",
        "SELECT count(*) FROM trials JOIN other.main.trials USING (trial_id); is no table of a"
            + " study",
        "SELECT count(*) FROM duckdb_settings; duckdb_settings: is no table of a study",
        "SELECT count(*) FROM information_schema.tables; is no table of a study",
        "SELECT count(*) FROM duckdb_settings(); duckdb_settings: unknown function",
        "SELECT count(*) FROM duckdb_secrets(); duckdb_secrets: unknown function",
        "SELECT count(*) FROM read_csv('/etc/passwd'); read_csv: unknown function",
        "SELECT count(*) FROM trials, read_text('/etc/passwd'); read_text: unknown function",
        "SELECT (SELECT max(content) FROM read_text('/etc/passwd')); read_text: unknown function",
        "WITH t AS (FROM read_blob('/etc/passwd')) SELECT 1 FROM t; read_blob: unknown function",
        "SELECT 1 ORDER BY (SELECT count(*) FROM glob('/*')); glob: unknown function",
        "SELECT 1 LIMIT (SELECT count(*) FROM glob('/*')); glob: unknown function",
        "SELECT 1 FROM trials WHERE EXISTS (FROM parquet_scan('x')); parquet_scan: unknown"
            + " function",
        "SELECT 1 UNION ALL SELECT size FROM read_blob('x'); read_blob: unknown function",
        "SELECT lag(getenv('HOME')) OVER () FROM trials; getenv: unknown function",
        "SELECT sum(1) FILTER (getenv('HOME') = 'x'); getenv: unknown function",
        "SELECT * FROM query('SELECT 1'); query: unknown function",
        "SELECT * FROM json_execute_serialized_sql('{}'); json_execute_serialized_sql: unknown"
            + " function",
        "SELECT reflect('java.lang.System', 'exit', 0); reflect: unknown function",
        "SELECT java_method('java.lang.System', 'exit', 0); java_method: unknown function",
        "SELECT current_setting('secret_directory'); current_setting: unknown function",
        "SELECT current_user; current_user: is no column",
        "SELECT random(); random: unknown function",
        "SELECT pg_sleep(100); pg_sleep: unknown function",
        "SELECT length(repeat('x', 1000000000)); repeat: unknown function",
        "SELECT len(range(1000000000)); range: unknown function",
        "SELECT length(lpad('x', 1000000000, 'y')); lpad: unknown function",
        "SELECT list_aggregate([1], 'string_agg'); list_aggregate: unknown function",
        "SELECT list_transform([1], x -> x); list_transform: unknown function",
        "SELECT COUNT(*) FROM (SHOW TABLES); has a show_ref",
        "SUMMARIZE trials; has a show_ref",
        "WITH t AS NOT MATERIALIZED (SELECT 1) SELECT 1 FROM t; has a NOT MATERIALIZED",
        "SELECT ?; has a parameter",
        "COPY trials TO 'x'; must be one SELECT statement",
        "ATTACH 'x'; must be one SELECT statement",
        "INSTALL httpfs; must be one SELECT statement",
        "LOAD '/tmp/x.so'; must be one SELECT statement",
        "PRAGMA database_list; must be one SELECT statement",
        "CALL pragma_version(); must be one SELECT statement",
        "CREATE MACRO f() AS 1; must be one SELECT statement",
        "SET memory_limit = '100GB'; must be one SELECT statement",
      })
  void claimsCannotReachAnythingButTheTables(String query, String expected) {
    assertThatThrownBy(() -> SelectStatement.check(database, query))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void twoStatementsAreNoClaim() {
    assertThatThrownBy(() -> SelectStatement.check(database, "SELECT 1; COPY (SELECT 1) TO 'x'"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("must be one SELECT statement");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t WHERE i < 9) SELECT max(i)"
            + " FROM t",
        "SELECT avg(r) FROM (SELECT x, lead(x) OVER (PARTITION BY k ORDER BY x DESC) / x AS r FROM"
            + " range(9) AS g(k), (VALUES (1), (2)) AS v(x)) WHERE r IS NOT NULL",
        "SELECT count(DISTINCT u) FROM (SELECT unnest([3, 5, 9]) AS u) GROUP BY ROLLUP (u) HAVING"
            + " count(*) > 0 ORDER BY 1 LIMIT 1",
        "SELECT quantile_cont(x, 0.5) FILTER (x > 0) FROM (SELECT 2.5::DOUBLE ^ 2 AS x)"
            + " WHERE CASE WHEN x IN (1, 2) THEN false ELSE 'relu' LIKE 're%' END"
      })
  void whatClaimsNeedIsThere(String query) throws SQLException {
    assertThatCode(() -> SelectStatement.check(database, query)).doesNotThrowAnyException();
    try (Statement run = database.createStatement();
        ResultSet rows = run.executeQuery(query)) {
      assertThat(rows.next()).isTrue();
    }
  }

  /** Whatever a new DuckDB brings: what is known here is pure there, and still has its name. */
  @Test
  void everyKnownFunctionIsPure() throws SQLException {
    var known = new TreeSet<>(SafeSql.SCALARS);
    known.addAll(SafeSql.AGGREGATES);
    var pure = new TreeSet<String>();
    try (Statement all = database.createStatement();
        ResultSet row =
            all.executeQuery(
                "SELECT function_name FROM duckdb_functions() GROUP BY function_name HAVING"
                    + " bool_and(coalesce(stability, 'CONSISTENT') = 'CONSISTENT' AND function_type"
                    + " <> 'pragma')")) {
      while (row.next()) {
        pure.add(row.getString(1));
      }
    }
    assertThat(pure).containsAll(known);
    assertThat(pure).contains("repeat").doesNotContain("random", "current_setting", "now");
    assertThat(Set.copyOf(known)).doesNotContain("repeat", "lpad", "rpad", "range", "printf");
  }

  /** Should the checks have a hole, there is nothing behind it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "FROM read_text('/etc/passwd')",
        "FROM read_csv('/etc/passwd')",
        "FROM '/etc/passwd'",
        "FROM glob('/etc/*')",
        "COPY (SELECT 1) TO '%s'",
        "EXPORT DATABASE '%s'",
        "ATTACH '%s'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "LOAD '/tmp/extension.so'",
        "SELECT * FROM 'https://localhost:1/x.parquet'",
        "SET enable_external_access = true",
        "SET memory_limit = '100GB'",
        "RESET memory_limit",
        "SET allowed_directories = ['/']",
        "SELECT getenv('HOME')"
      })
  void theDatabaseItselfReachesNothing(String statement) throws SQLException {
    Path loot = Path.of("target", "loot").toAbsolutePath();
    try (Statement run = database.createStatement()) {
      assertThatThrownBy(() -> run.execute(statement.formatted(loot)))
          .isInstanceOf(SQLException.class)
          .message()
          .containsAnyOf(
              "disabled by configuration",
              "disabled through configuration",
              "locked",
              "does not exist",
              "Cannot change",
              "not found");
    }
    assertThat(Files.exists(loot)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SELECT count(*) FROM range(1000000000000) t(i) WHERE i % 7 = 3; takes longer than 1 s",
        "SELECT count(*) FROM range(9999999) a, range(9999999) b WHERE a.range = b.range + 1 AND"
            + " random() > 2; takes longer than 1 s",
        "WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t) SELECT count(*) FROM t;"
            + " takes longer than 1 s",
        "SELECT list(i) FROM range(100000000000) t(i); needs more than 1GB of memory",
      })
  void timeAndMemoryAreBounded(String query, String expected) throws SQLException {
    try (Statement run = database.createStatement()) {
      run.setQueryTimeout(expected.startsWith("takes") ? 1 : 60);
      assertThatThrownBy(() -> run.executeQuery(query).next())
          .isInstanceOfSatisfying(
              SQLException.class,
              e -> assertThat(ConfinedDatabase.reason(e, 1)).isEqualTo(expected));
    }
  }
}
