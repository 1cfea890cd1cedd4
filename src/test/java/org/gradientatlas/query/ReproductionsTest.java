package org.gradientatlas.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.stream.Stream;
import org.gradientatlas.problem.InvalidStudyException;
import org.gradientatlas.study.Study;
import org.gradientatlas.study.file.StudyFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page, from tables that another connection has written. */
class ReproductionsTest {
  private static final String STUDY =
      """
      study.name = judged
      publication {
        source = "A. Author: On weights. 2001."
        finding = "Weights of 0.6\\n  vanish."
        analysis = "One.\\n\\n  Two, in\\n  two lines."
      }
      claims = [
        { claim = good, published = 0.216, tolerance = 0.5, measured = "SELECT steps_done FROM trials LIMIT 1" }
        { claim = "a|b", at-most = 0.5, measured = "SELECT 0.25", note = "as it should" }
        { claim = wide, at-least = 0.5, at-most = 2, measured = "SELECT 1" }
        { claim = narrow, published = 0.216, tolerance = 1e-12, measured = "SELECT 0.216" }
        { claim = exact, published = 100, tolerance = 0, measured = "SELECT 100" }
        { claim = bad, at-least = 8, measured = "SELECT 7", note = "because" }
        { claim = wrong, at-least = 8, measured = "SELECT eight FROM trials" }
      ]
      """;

  @TempDir Path root;

  private Path study(String name, String text) throws Exception {
    Path directory = root.resolve(name);
    Files.createDirectories(directory.resolve("trials"));
    Files.writeString(directory.resolve("study.conf"), text);
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute(
          """
          COPY (SELECT unnest(['completed', 'diverged']) AS outcome, 0.2::DOUBLE AS steps_done, 'nd4j' AS engine,
            'float32' AS precision, 1000 AS train_ms, 300 AS record_ms, 50 AS setup_ms, '1.2' AS app_version,
            'abc+' AS git_commit, 'Zen' AS blas_kernel) TO '%s/trials/wave-000001-000.parquet'
          """
              .formatted(directory));
    }
    return directory;
  }

  private static String page(Path... studies) throws Exception {
    return Reproductions.page(Stream.of(studies).map(Path::toString).toList(), line -> {});
  }

  @Test
  void everyFigureComesFromTheTables() throws Exception {
    Path first = study("first", STUDY);
    Path second = study("second", "study.name = other");
    assertThat(page(first, second).lines().filter(line -> !line.isBlank()))
        .containsSubsequence(
            "# Published findings, reproduced",
            "| [judged](#judged) | 5 of 7 |",
            "| [other](#other) | 0 of 0 |",
            "## judged",
            "A. Author: On weights. 2001.",
            "Weights of 0.6 vanish.",
            "`jobs/study conf/studies/judged.conf --out out/judged`",
            "| claim | published | agrees if | ours | agrees |",
            "| good | 0.216 | 0.108 to 0.324 | 0.2 | yes |",
            "| a\\|b |  | at most 0.5 | 0.25 | yes |",
            "| wide |  | 0.5 to 2 | 1 | yes |",
            "| narrow | 0.216 | 0.216 within 2.2e-13 | 0.216 | yes |",
            "| exact | 100 | equal to 100 | 100 | yes |",
            "| bad |  | at least 8 | 7 | **no** |",
            "| wrong |  | at least 8 | error | **no** |",
            "5 of 7 claims agree.",
            "*a|b*: as it should",
            "**Disagrees.** *bad*: because",
            "One.",
            "Two, in two lines.",
            "2 trials, nd4j float32; 1 completed. Version 1.2, commit abc+, BLAS" + " kernel Zen.",
            "## other")
        .anyMatch(line -> line.matches("\\*\\*Disagrees\\.\\*\\* \\*wrong\\* \\(.*eight.*"));
  }

  /** What a study claims may have changed since scripts/reproduce was run. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "seed-article",
        "he-2015",
        "glorot-2010",
        "schoenholz-2016",
        "hanin-2018",
        "pascanu-2013",
        "saxe-2013"
      })
  void thePageHasEveryClaimOfEveryStudy(String name) throws IOException {
    Study study = StudyFile.load(Path.of("conf/studies", name + ".conf"), List.of());
    String page = Files.readString(Path.of("docs/science/reproductions.md"));
    assertThat(page).contains("\n## " + study.name() + "\n");
    assertThat(study.claims())
        .isNotEmpty()
        .allSatisfy(claim -> assertThat(page).contains("\n" + Reproductions.expected(claim) + " "));
  }

  @Test
  void whatIsNoOutputOfAStudyIsNamed() throws IOException {
    assertThatThrownBy(() -> page(root.resolve("none")))
        .isInstanceOf(InvalidStudyException.class)
        .hasMessageContaining("none/study.conf: no such file");
    Path empty = Files.createDirectory(root.resolve("empty"));
    Files.writeString(empty.resolve("study.conf"), "study.name = empty");
    assertThatThrownBy(() -> page(empty))
        .isInstanceOf(Query.Unanswerable.class)
        .hasMessageContaining("empty holds no trained study");
  }
}
