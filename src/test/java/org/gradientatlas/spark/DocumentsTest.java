package org.gradientatlas.spark;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.gradientatlas.SparkForTests;
import org.gradientatlas.storage.CountedFileSystem;
import org.gradientatlas.study.file.StudyFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README and the cookbook tell people to type works. */
class DocumentsTest {
  private static final List<String> TABLES =
      List.of("trials", "steps", "layers", "diagnoses", "forecasts", "summary", "contrasts");

  @TempDir static Path home;
  private static Path out = Path.of("");
  @TempDir Path scratch;

  @BeforeAll
  static void train() throws Exception {
    // A name that readers must not take for a column.
    out = Files.createDirectories(home.resolve("depth=99"));
    QuickstartCorner.train(out);
    for (String table : TABLES) {
      SparkForTests.session()
          .read()
          .parquet(out.resolve(table).toString())
          .createOrReplaceTempView(table);
    }
  }

  @AfterAll
  static void dropViews() {
    TABLES.forEach(table -> SparkForTests.session().catalog().dropTempView(table));
  }

  private static List<String> blocks(String page, String language) throws Exception {
    Pattern fence = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL);
    return fence
        .matcher(Files.readString(Path.of(page)))
        .results()
        .map((MatchResult r) -> r.group(1))
        .toList();
  }

  @Test
  void theReadmesQueriesFindRowsInTheQuickstartsTables() throws Exception {
    List<String> queries = blocks("README.md", "sql");
    assertThat(queries).hasSize(4);
    try (var duck = DriverManager.getConnection("jdbc:duckdb:")) {
      for (String query : queries) {
        assertThat(duckRows(duck, query.replace("out/quickstart", out.toString())))
            .as(query)
            .isNotEmpty();
      }
    }
  }

  /** The statement that the cookbook gives for a table. */
  private static String view() throws Exception {
    return Files.readString(Path.of("docs/guide/reading-tables.md"))
        .replaceFirst("(?s).*`(CREATE VIEW trials [^`]*)`.*", "$1");
  }

  @Test
  void theCookbooksQueriesGiveTheSameRowsInDuckDbAndInSpark() throws Exception {
    List<String> queries = blocks("docs/guide/reading-tables.md", "sql");
    assertThat(queries).hasSize(12);
    try (var duck = DriverManager.getConnection("jdbc:duckdb:")) {
      for (String table : TABLES) {
        try (var statement = duck.createStatement()) {
          statement.execute(
              view()
                  .replace("out/quickstart/trials", out + "/" + table)
                  .replace("VIEW trials", "VIEW " + table));
        }
      }
      for (String query : queries) {
        List<List<Object>> expected = duckRows(duck, query);
        List<List<Object>> actual = sparkRows(query);
        assertThat(expected).as(query).isNotEmpty();
        assertThat(actual).as(query).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
          assertSame(query, actual.get(i), expected.get(i));
        }
      }
    }
  }

  @Test
  void theQueriesGiveTheSameRowsOnAnotherFileSystem() throws Exception {
    var queries = new ArrayList<String>();
    for (String query : blocks("README.md", "sql")) {
      queries.add(query.replaceAll("read_parquet\\('out/quickstart/(\\w+)/[^)]*\\)", "$1"));
    }
    queries.addAll(blocks("docs/guide/reading-tables.md", "sql"));
    TABLES.forEach(table -> queries.add("SELECT * FROM " + table + " ORDER BY ALL"));
    CountedFileSystem.register();
    try {
      QueryAction there = GradientAtlas.query(CountedFileSystem.address(out));
      QueryAction here = GradientAtlas.query(out.toString());
      for (String query : queries) {
        assertThat(csv(there, query)).as(query).isEqualTo(csv(here, query)).contains("\n[");
      }
      assertThat(there.tables()).isEqualTo(here.tables());
    } finally {
      CountedFileSystem.unregister();
    }
  }

  private static String csv(QueryAction study, String query) throws Exception {
    QueryResult answer = study.sql(query);
    return answer.columns()
        + "\n"
        + answer.rows().stream().map(String::valueOf).collect(joining("\n"));
  }

  private static void assertSame(String query, List<Object> actual, List<Object> expected) {
    assertThat(actual).as(query).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      if (actual.get(i) instanceof Number a && expected.get(i) instanceof Number b) {
        double scale = Math.max(Math.abs(b.doubleValue()), 1e-300);
        assertThat(a.doubleValue() / scale)
            .as(query)
            .isCloseTo(b.doubleValue() / scale, within(1e-9));
      } else {
        assertThat(actual.get(i)).as(query).isEqualTo(expected.get(i));
      }
    }
  }

  private static List<List<Object>> duckRows(Connection duck, String query) throws SQLException {
    var found = new ArrayList<List<Object>>();
    try (var statement = duck.createStatement();
        var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        var row = new ArrayList<Object>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getObject(i));
        }
        found.add(row);
      }
    }
    return found;
  }

  private static List<List<Object>> sparkRows(String query) {
    return SparkForTests.session().sql(query).collectAsList().stream()
        .map(
            (Row row) -> {
              var values = new ArrayList<Object>();
              IntStream.range(0, row.size()).forEach(i -> values.add(row.get(i)));
              return (List<Object>) values;
            })
        .toList();
  }

  @Test
  void theReadmesStudyIsOne() throws Exception {
    Path file =
        Files.writeString(scratch.resolve("mine.conf"), blocks("README.md", "hocon").get(0));
    assertThat(StudyFile.load(file, List.of()).grid().keptCount()).isPositive();
  }
}
