package org.gradientatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.stream.LongStream;
import org.gradientatlas.cli.answer.AnswerFormat;
import org.gradientatlas.cli.answer.AnswerPrinter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** What {@code jobs/query} answers, and what it refuses. */
class QueryCommandTest {
  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();
  @TempDir Path study;

  @BeforeEach
  void storeTrials() throws Exception {
    Files.createDirectory(study.resolve("trials"));
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement()) {
      statement.execute(
          "COPY (SELECT i AS depth, 'a \"b\", c' AS study, i / 3 AS final_loss,"
              + " nullif(i, 2) AS diverged_step FROM range(5) t(i)) TO '"
              + study.resolve("trials/wave-000001-000.parquet")
              + "' (FORMAT parquet)");
    }
  }

  private int query(String... arguments) {
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(said, true));
    command.setErr(new PrintWriter(complained, true));
    var line = new String[arguments.length + 2];
    line[0] = "query";
    line[1] = study.toString();
    System.arraycopy(arguments, 0, line, 2, arguments.length);
    return command.execute(line);
  }

  @Test
  void aTableShowsTheFirstRowsAndSaysSo() {
    assertThat(query("SELECT depth, final_loss FROM trials ORDER BY depth DESC", "--limit", "2"))
        .isZero();
    assertThat(said.toString())
        .isEqualTo(
            """
              depth  final_loss
                  4      1.3333
                  3           1
            The first 2 rows; --limit N shows more, --format csv all.
            """);
  }

  @Test
  void csvQuotesWhatNeedsIt() {
    String sql = "SELECT study, diverged_step, '' AS empty, final_loss FROM trials WHERE depth = 2";
    assertThat(query(sql, "--format", "csv")).isZero();
    assertThat(said.toString())
        .isEqualTo(
            """
            study,diverged_step,empty,final_loss
            "a ""b"", c",,"",0.6666666666666666
            """);
  }

  @Test
  void markdownIsATableOfAPage() {
    String sql =
        "SELECT study || '|' AS \"a|b\", diverged_step, 1 / 3 AS x FROM trials WHERE depth = 2";
    assertThat(query(sql, "--format", "markdown")).isZero();
    assertThat(said.toString())
        .isEqualTo(
            """
            | a\\|b | diverged_step | x |
            | --- | --- | --- |
            | a "b", c\\| |  | 0.33333 |
            """);
  }

  @Test
  void jsonIsAnArrayOfObjects() {
    String sql = "SELECT depth, study, diverged_step FROM trials WHERE depth < 3 AND depth > 0; ";
    assertThat(query(sql, "--format", "json")).isZero();
    assertThat(said.toString())
        .isEqualTo(
            """
            [
            {"depth":1,"study":"a \\"b\\", c","diverged_step":1},
            {"depth":2,"study":"a \\"b\\", c","diverged_step":null}
            ]
            """);
  }

  @Test
  void jsonHasNoNumbersThatAreNotFinite() {
    String sql = "SELECT 'nan'::DOUBLE AS x, 'inf'::FLOAT AS x, 1.5::DOUBLE AS \"a \"\"b\"\"\"";
    assertThat(query(sql, "--format", "json")).isZero();
    assertThat(said.toString()).isEqualTo("[\n{\"x\":null,\"x_1\":null,\"a \\\"b\\\"\":1.5}\n]\n");
  }

  @Test
  void jsonHasNoNonFiniteNumbersInListsStructsAndMaps() {
    String sql =
        """
        SELECT ['nan'::DOUBLE, '-inf'::DOUBLE, 0.5] AS answer, {'x': 'inf'::FLOAT} AS s,
          map {'nan'::DOUBLE: 'inf'::DOUBLE} AS m, 'NaN, "-Infinity' AS NaN
        """;
    assertThat(query(sql, "--format", "json")).isZero();
    assertThat(said.toString())
        .isEqualTo(
            """
            [
            {"answer":[null,null,0.5],"s":{"x":null},"m":{"nan":null},"NaN":"NaN, \\"-Infinity"}
            ]
            """);
  }

  /** A stack of the size of the text would overflow. */
  @Test
  void jsonOfLongTextsIsAsTheyAre() {
    String sql = "SELECT 'nan'::DOUBLE AS x, repeat(concat('a\"', chr(10)), 100000) AS text";
    assertThat(query(sql, "--format", "json")).isZero();
    assertThat(said.toString())
        .isEqualTo("[\n{\"x\":null,\"text\":\"" + "a\\\"\\n".repeat(100_000) + "\"}\n]\n");
  }

  @Test
  void jsonOfAWrongQueryNamesThePlaceInIt() {
    assertThat(query("SELECT depht FROM trials", "--format", "json")).isEqualTo(2);
    assertThat(complained.toString())
        .contains("the query: no column depht in trials; did you mean depth?");
  }

  @Test
  void hashesAreTextsEvenWhereTheyBeginWithDigits() {
    assertThat(query("SELECT unnest(['005d', '1a']) AS id, unnest([1, -20]) AS n")).isZero();
    assertThat(said.toString()).startsWith("  id      n\n  005d    1\n  1a    -20\n");
  }

  @Test
  void whenNobodyReadsOnTheAnswerEnds() {
    var gone =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("Broken pipe");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    for (AnswerFormat format :
        List.of(AnswerFormat.csv, AnswerFormat.json, AnswerFormat.markdown)) {
      AnswerPrinter printer = format.printer(new PrintWriter(gone), 100);
      printer.columns(List.of("i"));
      long rows = LongStream.range(0, 100_000).takeWhile(i -> printer.row(List.of(i))).count();
      assertThat(rows).as(format.name()).isLessThan(20_000);
    }
  }

  @Test
  void jsonOfNoRowsIsAnEmptyArray() {
    assertThat(query("SELECT depth FROM trials WHERE depth > 9", "--format", "json")).isZero();
    assertThat(said.toString()).isEqualTo("[]\n");
  }

  @Test
  void withoutAQueryItSaysWhatThereIs() {
    assertThat(query()).isZero();
    assertThat(said.toString())
        .contains("trials: 5 rows\n  depth bigint, study varchar, final_loss double")
        .doesNotContain("layers");
  }

  @Test
  void aQueryMayBeInAFile() throws Exception {
    Path file =
        Files.writeString(study.resolve("q.sql"), "SELECT count(*) AS n -- all\nFROM trials");
    assertThat(query("--file", file.toString())).isZero();
    assertThat(said.toString()).contains("n\n").contains("5\n1 row");
    assertThat(query("--file", "nowhere.sql")).isEqualTo(2);
    assertThat(complained.toString()).contains("--file = nowhere.sql: no such file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT depht FROM trials              | did you mean depth?
          SELECT depth FROM trialz              | the query: no table trialz; did you mean trials? There are trials
          SELECT dept FROM trials               | the query: no column dept in trials; did you mean depth? There are depth, study
          SELECT loss FROM trials               | no column loss in trials; did you mean final_loss? There are
          SELECT los FROM trials                | no column los in trials; did you mean final_loss?
          SELECT t.qqqqqqqq FROM trials t       | the query: no column qqqqqqqq in trials. There are depth, study
          SELECT x.depth FROM trials            | the query: no table x
          SELEC depth                           | LINE 1: SELEC depth
          SELECT 1; SELECT 2                    | the query: must be one SELECT statement
          COPY trials TO 'x.csv'                | the query: must be one SELECT statement
          SELECT * FROM read_text('/etc/hosts') | file system operations are disabled
          SELECT * FROM '/etc/hosts.csv'        | file system operations are disabled
          SELECT sum(depth) OVER () FROM trials WHERE getenv('HOME') = '' | getenv does not exist
          """)
  void whatCannotBeAnsweredSaysWhy(String sql, String why) {
    assertThat(query(sql)).isEqualTo(2);
    assertThat(said.toString()).isEmpty();
    assertThat(complained.toString()).contains(why);
  }

  /** Rows are found in chunks of 2048; the wrong one is in a chunk far behind the first. */
  @ParameterizedTest
  @EnumSource
  void aQueryThatFailsAmongItsRowsSaysWhy(AnswerFormat format) {
    String sql =
        "SELECT i, CAST(CASE WHEN i < 200000 THEN '1' ELSE 'x' END AS INT) AS n"
            + " FROM range(300000) t(i);";
    String[] all = {sql, "--format", format.name(), "--limit", "1000000"};
    assertThat(query(all)).isEqualTo(2);
    assertThat(complained.toString())
        .contains("Conversion Error: Could not convert string 'x' to INT32")
        .doesNotContain("Invalid result set");
  }

  @Test
  void aDirectoryWithoutTrialsIsNoStudy() throws Exception {
    Files.delete(study.resolve("trials/wave-000001-000.parquet"));
    Files.delete(study.resolve("trials"));
    assertThat(query("SELECT 1")).isEqualTo(2);
    assertThat(complained.toString()).contains("holds no trained study");
  }
}
