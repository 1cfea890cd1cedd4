package org.gradientatlas.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.gradientatlas.sql.ConfinedDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a query is told that names files which DuckDB cannot read. */
class TableAdviceTest {
  @TempDir Path readable;

  private String told(String query) throws SQLException {
    try (var database = ConfinedDatabase.open(readable)) {
      database.prepareStatement(query).close();
      return "";
    } catch (SQLException e) {
      return TableAdvice.added(String.valueOf(e.getMessage()), List.of("trials", "steps"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "read_parquet('hdfs://node:8020/run/trials/*.parquet'), FROM trials",
        "read_parquet(['s3a://bucket/trials/steps/a.parquet']), FROM steps",
        "'hdfs:///run/steps/*.parquet', FROM steps",
        "'run/trials.parquet', FROM trials",
        "read_csv('hdfs:///run/mine.csv'), \"FROM and one of trials, steps\"",
      })
  void itIsToldTheTable(String from, String advice) throws Exception {
    assertThat(told("SELECT count(*) FROM " + from).lines())
        .hasSize(2)
        .last()
        .isEqualTo("A query names tables, not files: write " + advice);
  }

  @Test
  void ofOtherMistakesItIsToldWhatDuckDbSays() throws Exception {
    assertThat(told("SELECT nothing FROM (SELECT 1 AS some)"))
        .contains("\"nothing\" not found")
        .doesNotContain("A query names");
  }
}
