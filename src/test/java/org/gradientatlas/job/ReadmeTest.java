package org.gradientatlas.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.gradientatlas.SparkForTests;
import org.gradientatlas.diagnose.Gate;
import org.gradientatlas.diagnose.Thresholds;
import org.gradientatlas.study.RuleSettings;
import org.gradientatlas.study.Study;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells people to type works. */
class ReadmeTest {
  /** A corner of the quickstart that every query of the README finds rows in. */
  private static final List<String> CORNER =
      List.of(
          "study.replicates=1",
          "grid.depth=[16,30]",
          "grid.activation=[sigmoid]",
          "grid.initializer=[xavier-normal,{type=normal,sd=1}]",
          "grid.width=8",
          "training.steps=1");

  @TempDir Path scratch;

  private static List<String> blocks(String language) throws Exception {
    Pattern fence = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL);
    return fence
        .matcher(Files.readString(Path.of("README.md")))
        .results()
        .map((MatchResult r) -> r.group(1))
        .toList();
  }

  @Test
  void itsQueriesFindRowsInTheQuickstartsTables() throws Exception {
    Path out = scratch.resolve("quickstart");
    var silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Study corner = Study.load(Path.of("conf/studies/quickstart.conf"), CORNER);
    new Sweep(
            SparkForTests.session(),
            corner,
            out.toString(),
            false,
            new Sweep.Console(silent, false))
        .run();
    new Summarize(
            SparkForTests.session(),
            out.toString(),
            new Thresholds(RuleSettings.defaults()),
            new Gate(Set.of()))
        .run();
    List<String> queries = blocks("sql");
    assertThat(queries).hasSize(4);
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement()) {
      for (String query : queries) {
        try (var rows = statement.executeQuery(query.replace("out/quickstart", out.toString()))) {
          assertThat(rows.next()).as(query).isTrue();
        }
      }
    }
  }

  @Test
  void itsStudyIsOne() throws Exception {
    Path file = Files.writeString(scratch.resolve("mine.conf"), blocks("hocon").get(0));
    assertThat(Study.load(file, List.of()).grid().keptCount()).isPositive();
  }
}
