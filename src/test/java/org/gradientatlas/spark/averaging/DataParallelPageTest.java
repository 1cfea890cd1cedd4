package org.gradientatlas.spark.averaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradientatlas.study.Claim;
import org.gradientatlas.study.Study;
import org.gradientatlas.study.file.StudyFile;
import org.gradientatlas.table.schema.Table;
import org.gradientatlas.table.schema.Tables;
import org.junit.jupiter.api.Test;

/**
 * docs/science/data-parallel.md is what scripts/data-parallel makes of its own queries and its
 * study.
 */
class DataParallelPageTest {
  private static final Pattern TABLE =
      Pattern.compile("<!-- query\n(.*?)-->\n\n(\\|.*?)<!-- end -->", Pattern.DOTALL);

  /** All tables as they are before the first row. */
  private static Connection empty() throws Exception {
    Connection duck = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = duck.createStatement()) {
      for (Table<?> table :
          List.of(Tables.TRIALS, Tables.STEPS, Tables.LAYERS, Tables.AXES, Tables.CLAIMS)) {
        String columns =
            Stream.of(table.schema().fields())
                .map(f -> f.name() + " " + f.dataType().catalogString())
                .collect(Collectors.joining(", "))
                .replaceAll("array<(\\w+)>", "$1[]");
        statement.execute("CREATE TABLE %s (%s)".formatted(table.name(), columns));
      }
    }
    return duck;
  }

  private static List<MatchResult> tables() throws Exception {
    return TABLE
        .matcher(Files.readString(Path.of("docs/science/data-parallel.md")))
        .results()
        .toList();
  }

  @Test
  void theTablesOfThePageHaveTheColumnsOfTheirQueries() throws Exception {
    assertThat(tables()).hasSize(7);
    try (Connection duck = empty();
        Statement statement = duck.createStatement()) {
      for (MatchResult table : tables()) {
        try (var answer = statement.executeQuery(table.group(1))) {
          var columns = answer.getMetaData();
          int count = columns.getColumnCount();
          var names = new String[count];
          for (int i = 0; i < count; i++) {
            names[i] = columns.getColumnLabel(i + 1);
          }
          assertThat(table.group(2)).startsWith("| " + String.join(" | ", names) + " |\n");
        }
      }
    }
  }

  @Test
  void thePageListsTheClaimsOfTheStudyAndAllHold() throws Exception {
    Study study = StudyFile.load(Path.of("conf/studies/averaging.conf"), List.of());
    List<String> rows =
        tables().stream()
            .filter(table -> table.group(1).contains("FROM claims"))
            .flatMap(table -> table.group(2).lines().filter(l -> !l.isBlank()).skip(2))
            .toList();
    assertThat(rows).hasSameSizeAs(study.claims());
    try (Connection duck = empty();
        Statement statement = duck.createStatement()) {
      for (int i = 0; i < rows.size(); i++) {
        Claim claim = study.claims().get(i);
        assertThat(rows.get(i)).startsWith("| " + claim.text() + " | ").endsWith(" | yes |");
        statement.executeQuery(claim.query()).close();
      }
    }
  }
}
