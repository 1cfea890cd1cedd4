package org.gradientatlas.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.gradientatlas.study.Study;
import org.gradientatlas.study.file.StudyFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims against a table that another connection has written. */
class VerdictsTest {
  private static final String CLAIMS =
      """
      study.name = judged
      claims = [
        { claim = good, published = 0.216, tolerance = 1e-6, measured = "SELECT avg(act_mean) FROM layers" }
        { claim = bad, at-most = 0.1, measured = "SELECT act_mean FROM layers" }
        { claim = none, at-least = 0, measured = "SELECT act_mean FROM layers WHERE layer = 9" }
        { claim = wrong, at-least = 0, measured = "SELECT actmean FROM layers" }
        { claim = infinite, at-least = 0, measured = "SELECT 'inf'::DOUBLE" }
      ]
      """;

  @TempDir Path root;

  @BeforeEach
  void writeLayers() throws IOException, SQLException {
    for (String table : List.of("layers", "trials")) {
      Files.createDirectories(root.resolve(table));
    }
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      String wave = "/wave-000001-000.parquet'";
      statement.execute(
          "COPY (SELECT 1 AS layer, 0.216::DOUBLE AS act_mean) TO '" + root + "/layers" + wave);
      statement.execute("COPY (SELECT 'a' AS trial_id) TO '" + root + "/trials" + wave);
    }
  }

  private Study study(String text) throws IOException {
    Path file = Files.writeString(root.resolve("s.conf"), text);
    return StudyFile.load(file, List.of());
  }

  @Test
  void everyClaimHasItsLineAndItsRow() throws Exception {
    String text = Verdicts.judge(study(CLAIMS), root.toUri(), line -> {}).text();
    assertThat(text.lines())
        .satisfiesExactly(
            head -> assertThat(head).contains("published", "measured", "claim"),
            line -> assertThat(line).matches("agrees +0\\.216 +0\\.216 +good"),
            line -> assertThat(line).matches("DISAGREES +<= 0\\.1 +0\\.216 +bad"),
            line -> assertThat(line).matches("DISAGREES +>= 0 +error +none \\(the query must .*"),
            line -> assertThat(line).matches("DISAGREES +>= 0 +error +wrong \\(.*actmean.*"),
            line -> assertThat(line).matches("DISAGREES +>= 0 +none +infinite"),
            line -> assertThat(line).isEqualTo("1 of 5 claims agree."));
    assertThat(stored("count(*) FILTER (agrees)")).isEqualTo(1);
    assertThat(stored("count(*) FILTER (measured IS NULL)")).isEqualTo(3);
    assertThat(stored("count(*) FILTER (error IS NOT NULL AND query LIKE 'SELECT act%')"))
        .isEqualTo(2);
    assertThat(stored("max(at_most) FILTER (claim = 'good')"))
        .isCloseTo(0.216 * (1 + 1e-6), within(1e-15));
    Verdicts.judge(
        study(CLAIMS.replace("claim = good", "claim = better")), root.toUri(), line -> {});
    try (var database = DriverManager.getConnection("jdbc:duckdb:");
        var key =
            database
                .createStatement()
                .executeQuery(
                    "SELECT value::VARCHAR FROM parquet_kv_metadata('%s/claims/claims.parquet')"
                        .formatted(root))) {
      assertThat(key.next()).isTrue();
      assertThat(key.getString(1)).contains("whether the measured number passes");
    }
    assertThat(stored("count(*)")).as("a second run replaces the first").isEqualTo(5);
    assertThat(stored("count(*) FILTER (claim = 'better')")).isEqualTo(1);
    try (Stream<Path> files = Files.list(root.resolve("claims"))) {
      assertThat(files).containsExactly(root.resolve("claims/claims.parquet"));
    }
  }

  private double stored(String what) throws SQLException {
    try (var database = new StudyDatabase(root)) {
      return database.number(
          "SELECT " + what + " FROM '" + root + "/claims/*.parquet' WHERE study = 'judged'");
    }
  }

  @Test
  void aStudyWithoutClaimsIsLeftAlone() throws IOException {
    assertThat(Verdicts.judge(study("study.name = none"), root.toUri(), line -> {}).text())
        .isEmpty();
    assertThat(root.resolve("claims")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT length(content) FROM read_text('/etc/passwd')",
        "SELECT count(*) FROM '/etc/passwd'",
        "SELECT count(*) FROM read_csv('/etc/hostname')",
        "SELECT count(*) FROM glob('/etc/*')",
        "SELECT count(*) FROM read_text('ROOT/../../../../../../../../etc/passwd')",
        "SELECT count(*) FROM read_parquet('http://localhost:9/x.parquet')",
        "SELECT length(getenv('PATH'))",
        "COPY (SELECT 1) TO 'ROOT/layers/b.parquet'",
        "COPY (SELECT 1) TO '/tmp/claims-escaped'",
        "SELECT 1; COPY (SELECT 1) TO 'ROOT/layers/b.parquet'",
        "ATTACH 'ROOT/other.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "CREATE TABLE t (x INT)",
        "DROP VIEW layers",
        "PRAGMA database_list",
        "EXPORT DATABASE 'ROOT'",
        "SELECT 1 UNION ALL SELECT 2",
        "SELECT 1, 2",
        "SELECT 1 WHERE false",
        "SELECT 'text'",
        ""
      })
  void queriesThatAreNoPlainSelectAreRefused(String query) throws Exception {
    try (var database = new StudyDatabase(root)) {
      assertThatThrownBy(() -> database.number(query.replace("ROOT", root.toString())))
          .isInstanceOf(SQLException.class);
      assertThat(database.number("SELECT count(*) FROM layers")).isEqualTo(1);
    }
    try (Stream<Path> files = Files.walk(root)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(2);
    }
  }

  @Test
  void aQueryEndsInTime() throws Exception {
    try (var database = StudyDatabase.within(1, root)) {
      assertThatThrownBy(
              () ->
                  database.number("SELECT count(*) FROM range(1000000000000) t(i) WHERE i % 7 = 3"))
          .isInstanceOf(SQLException.class)
          .hasMessage("takes longer than 1 s");
    }
  }
}
