package org.gradientatlas.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.gradientatlas.storage.CountedFileSystem;
import org.gradientatlas.study.Study;
import org.gradientatlas.study.file.StudyFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries of a study on another file system, against the same tables read where they lie. */
class CopiedTablesTest {
  /** What is read of the end of each file, at most, to know its columns. */
  private static final long FOOTER = 65 << 10;

  private static final int ROWS = 300_000;

  @TempDir static Path root;

  @BeforeAll
  static void register() throws Exception {
    CountedFileSystem.register();
    for (String table : List.of("trials", "layers", "summary")) {
      Files.createDirectories(root.resolve(table));
    }
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement()) {
      for (int wave = 1; wave <= 2; wave++) {
        statement.execute(
            """
            COPY (SELECT i AS layer, hash(2 * i + %1$d)::DOUBLE AS act_mean, hash(i * %1$d) AS act_var,
              'text ' || hash(i) AS note, [i, i + 1] AS histogram FROM range(%2$d) t(i))
            TO '%3$s/layers/wave-00000%1$d-000.parquet' (FORMAT parquet, ROW_GROUP_SIZE 50000)
            """
                .formatted(wave, ROWS, root));
        statement.execute(
            "COPY (SELECT i AS depth, 'tanh' AS activation, %1$d AS wave FROM range(3) t(i)) TO '%2$s/trials/wave-00000%1$d-000.parquet'"
                .formatted(wave, root));
      }
      statement.execute(
          "COPY (SELECT 2 AS depth, NULL::DOUBLE AS \"a b\") TO '"
              + root
              + "/summary/part-0.parquet'");
    }
  }

  @AfterAll
  static void unregister() {
    CountedFileSystem.unregister();
  }

  @BeforeEach
  void reset() {
    CountedFileSystem.reset();
  }

  private static String there() {
    return CountedFileSystem.address(root);
  }

  private static long read(String table) {
    return CountedFileSystem.bytes(root.resolve(table));
  }

  private static List<List<@Nullable Object>> rows(String directory, String sql, boolean json)
      throws Query.Unanswerable {
    var rows = new ArrayList<List<@Nullable Object>>();
    var answer =
        new Query.Answer() {
          @Override
          public void columns(List<String> names) {
            rows.add(List.copyOf(names));
          }

          @Override
          public boolean row(List<@Nullable Object> values) {
            return rows.add(values.stream().map(value -> (Object) String.valueOf(value)).toList());
          }
        };
    Query.run(directory, sql, json, answer, line -> {});
    return rows;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT count(*) FROM layers",
        "SELECT max(act_mean), min(act_var) FROM layers",
        "SELECT * FROM layers ORDER BY act_mean DESC LIMIT 5",
        "SELECT note FROM layers WHERE act_mean < 1e15 ORDER BY ALL",
        "SELECT count(*) FROM layers WHERE note LIKE 'text 12%' AND layer > 7",
        "SELECT t.activation, median(act_mean) FROM Trials t JOIN LAYERS l ON l.layer = t.depth"
            + " GROUP BY 1",
        "SELECT l FROM layers l WHERE layer = 3 ORDER BY ALL",
        "SELECT sum(histogram[2]) FROM layers WHERE layer BETWEEN 4 AND 40",
        "SELECT COLUMNS('act_.*') FROM layers ORDER BY ALL LIMIT 3",
        "WITH x AS (FROM layers), y AS MATERIALIZED (SELECT * FROM trials) SELECT max(x.note) FROM"
            + " x, y",
        "SELECT depth FROM trials WHERE EXISTS (SELECT 1 FROM layers WHERE layer = depth) ORDER BY"
            + " ALL",
        "SELECT (SELECT avg(act_var) FROM layers) > depth AS above FROM trials",
        "SELECT max(note) OVER (PARTITION BY layer) AS x FROM layers ORDER BY x LIMIT 2",
        "SELECT * FROM trials NATURAL JOIN summary ORDER BY ALL",
        "SELECT depth FROM trials UNION ALL BY NAME SELECT * FROM summary ORDER BY ALL",
        "SELECT column_name, min, max, count FROM (SUMMARIZE trials)",
        "SELECT * FROM (DESCRIBE layers)",
        "SELECT max(act_mean) FROM query_table('layers')",
        "FROM summary",
        "SELECT 1"
      })
  void answersAreThoseOfTablesHere(String sql) throws Exception {
    for (boolean json : List.of(false, true)) {
      var here = rows(root.toString(), sql, json);
      assertThat(here).hasSizeGreaterThan(1);
      assertThat(rows(there(), sql, json)).isEqualTo(here);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT depht FROM trials",
        "SELECT * FROM trails",
        "SELECT act_mean FROM layers WHERE",
        "SELECT CAST(activation AS INT) FROM trials",
        "DROP VIEW trials",
        "SELECT * FROM '/etc/passwd'"
      })
  void wrongQueriesAreAnsweredInTheSameWords(String sql) {
    assertThatThrownBy(() -> rows(there(), sql, false))
        .isInstanceOf(Query.Unanswerable.class)
        .satisfies(
            said ->
                assertThatThrownBy(() -> rows(root.toString(), sql, false))
                    .hasMessage(said.getMessage()));
  }

  @Test
  void onlyTheTablesThatAQueryNamesAreRead() throws Exception {
    rows(there(), "SELECT depth AS layers FROM trials", false);
    assertThat(read("trials")).isPositive();
    assertThat(read("layers")).as("the footer of the first file").isLessThanOrEqualTo(FOOTER);
  }

  @Test
  void onlyTheColumnsThatAQueryNamesAreRead() throws Exception {
    long all = size(root.resolve("layers"));
    rows(there(), "SELECT avg(act_mean) FROM layers WHERE layer > 5", false);
    assertThat(read("layers")).isBetween(2L * ROWS * 8, all / 2);
    CountedFileSystem.reset();
    rows(there(), "SELECT * FROM layers ORDER BY act_mean LIMIT 1", false);
    assertThat(read("layers")).isBetween(all, all + 4 * FOOTER);
  }

  private static long size(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  @Test
  void listingTheTablesReadsNoRows() throws Exception {
    assertThat(Query.tables(there())).isEqualTo(Query.tables(root.toString()));
    assertThat(read("layers")).isBetween(1L, 2 * FOOTER);
  }

  /** If a plan named too few columns, a query would have to fail, not to answer zeros. */
  @Test
  void aColumnThatWasNotFetchedCannotBeRead() throws Exception {
    String fetched = "SELECT max(act_mean) FROM layers";
    for (String column : List.of("layer % 7", "act_var % 7", "length(note)", "len(histogram)")) {
      TableFiles files = TableFiles.of(there(), line -> {});
      files.fetch(List.of(fetched));
      try (var database = StudyDatabase.of(files)) {
        assertThat(database.number(fetched)).isPositive();
        assertThatThrownBy(() -> database.number("SELECT max(" + column + ") FROM layers"))
            .as(column)
            .isInstanceOf(SQLException.class);
      }
    }
  }

  @Test
  void theCopiesGoWhenTheQueryHasItsAnswer() throws Exception {
    Path copies;
    try (TableFiles files = TableFiles.of(there(), line -> {})) {
      copies = files.readable()[0];
      assertThat(copies.resolve("layers/wave-000001-000.parquet")).isRegularFile();
      assertThat(Files.getPosixFilePermissions(copies)).hasSize(3);
    }
    assertThat(copies).doesNotExist();
  }

  @Test
  void claimsAreJudgedAndStoredThere() throws Exception {
    Study study =
        StudyFile.parse(
            """
            study.name = far
            claims = [
              { claim = good, at-least = 6, measured = "SELECT count(*) FROM trials" }
              { claim = bad, at-most = 0.1, measured = "SELECT max(act_mean) FROM layers" }
              { claim = wrong, at-least = 0, measured = "SELECT actmean FROM layers" }
            ]
            """);
    String text = Verdicts.judge(study, URI.create(there()), line -> {}).text();
    Path claims = root.resolve("claims");
    byte[] stored = Files.readAllBytes(claims.resolve("claims.parquet"));
    String question = "SELECT claim, agrees, measured, error FROM claims ORDER BY ALL";
    assertThat(rows(there(), question, false)).hasSize(4);
    assertThat(Verdicts.judge(study, root.toUri(), line -> {}).text())
        .isEqualTo(text)
        .contains("1 of 3 claims agree.");
    assertThat(claims.resolve("claims.parquet")).hasBinaryContent(stored);
    try (Stream<Path> files = Files.list(claims)) {
      assertThat(files).containsExactly(claims.resolve("claims.parquet"));
    }
    Files.delete(claims.resolve("claims.parquet"));
    Files.delete(claims);
  }

  @Test
  void whatIsNoStudyIsRefusedInOneLine(@TempDir Path other) throws Exception {
    assertThatThrownBy(() -> rows(CountedFileSystem.address(other), "SELECT 1", false))
        .isInstanceOf(Query.Unanswerable.class)
        .hasMessage(
            "counted:"
                + other
                + " holds no trained study: give the directory that was the --out of jobs/study or"
                + " jobs/sweep.");
    Files.createDirectory(other.resolve("trials"));
    Files.writeString(other.resolve("trials/wave-000001-000.parquet"), "no table at all");
    assertThatThrownBy(() -> rows(CountedFileSystem.address(other), "FROM trials", false))
        .isInstanceOf(Query.Unanswerable.class)
        .hasMessage(
            "counted:%s/trials/wave-000001-000.parquet cannot be read: it is no Parquet file, or damaged"
                .formatted(other));
    assertThatThrownBy(() -> rows("nowhere://host/study", "SELECT 1", false))
        .isInstanceOf(Query.Unanswerable.class)
        .hasMessageContaining("nowhere://host/study cannot be reached")
        .hasMessageNotContaining("\n");
  }

  /** A study of one wave with a manifest, as every sweep writes it. */
  private static Path committed(Path study, long bytes, String crc32c) throws IOException {
    Path table = Files.createDirectories(study.resolve("trials"));
    Files.copy(
        root.resolve("trials/wave-000001-000.parquet"), table.resolve("wave-000001-000.parquet"));
    Files.createDirectory(study.resolve("_waves"));
    Files.writeString(
        study.resolve("_waves/wave-000001.json"),
        """
        {"wave": 1, "files": [{"table": "trials", "name": "wave-000001-000.parquet",
          "staged": "none", "bytes": %d, "rows": 77, "crc32c": "%s"}]}
        """
            .formatted(bytes, crc32c));
    return study;
  }

  @Test
  void aFileThatHasChangedSinceItWasWrittenIsRefused(@TempDir Path scratch) throws Exception {
    byte[] written = Files.readAllBytes(root.resolve("trials/wave-000001-000.parquet"));
    var crc = new CRC32C();
    crc.update(written);
    String right = HexFormat.of().toHexDigits((int) crc.getValue());
    Path whole = committed(scratch.resolve("whole"), written.length, right);
    assertThat(rows(CountedFileSystem.address(whole), "FROM trials", false)).hasSize(4);
    assertThat(Query.tables(CountedFileSystem.address(whole)).get(0).rows())
        .as("as the manifest says")
        .isEqualTo(77);
    Path shorter = committed(scratch.resolve("shorter"), written.length + 1, right);
    assertThatThrownBy(() -> rows(CountedFileSystem.address(shorter), "FROM trials", false))
        .isInstanceOf(Query.Unanswerable.class)
        .hasMessageEndingWith(
            "/trials/wave-000001-000.parquet has %d bytes, and had %d when it was written"
                .formatted(written.length, written.length + 1));
    Path other = committed(scratch.resolve("other"), written.length, "0badc0de");
    assertThatThrownBy(() -> rows(CountedFileSystem.address(other), "FROM trials", false))
        .isInstanceOf(Query.Unanswerable.class)
        .hasMessageEndingWith(
            "/trials/wave-000001-000.parquet is damaged: its checksum is %s, and was 0badc0de when it was written"
                .formatted(right));
  }
}
