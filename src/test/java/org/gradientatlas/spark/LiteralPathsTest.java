package org.gradientatlas.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradientatlas.SparkForTests;
import org.gradientatlas.query.Reproductions;
import org.gradientatlas.spark.page.ReportResult;
import org.gradientatlas.spark.stored.ExaminationResult;
import org.gradientatlas.spark.stored.OutputDoctor;
import org.gradientatlas.spark.stored.RunState;
import org.gradientatlas.spark.stored.StudyStatus;
import org.gradientatlas.spark.sweep.SweepResult;
import org.gradientatlas.study.Study;
import org.gradientatlas.study.file.StudyFile;
import org.gradientatlas.table.output.HadoopSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A path is what it says: a study in a directory of any name has the rows that it has elsewhere.
 */
class LiteralPathsTest {
  private static final String STUDY =
      """
      study { name = tiny, replicates = 1, seed = 1 }
      grid { depth = 2, width = 4, learning-rate = 0.1, batch-size = 16 }
      data { classes = 3, features = 5, examples = 60 }
      training.steps = 2
      claims = [
        { claim = deepest, measured = "SELECT max(depth) FROM trials", published = 2, tolerance = 0 }
        { claim = rate, measured = "SELECT max(learning_rate) FROM steps", published = 0.1, tolerance = 1e-9 }
      ]
      """;

  private static final GradientAtlas ATLAS = GradientAtlas.with(SparkForTests.session());

  /** Whatever must not depend on where a study is. */
  private static final List<String> QUERIES =
      List.of(
          "SELECT * EXCLUDE (train_ms, record_ms, setup_ms, host, executor_id, finished_at) FROM"
              + " trials",
          "SELECT * FROM steps ORDER BY step",
          "SELECT * FROM layers ORDER BY ALL",
          "SELECT * FROM diagnoses",
          "SELECT * FROM summary",
          "SELECT * FROM forecasts",
          "SELECT * FROM claims ORDER BY claim");

  @TempDir static Path home;
  private static List<List<String>> plain = List.of();

  @TempDir Path scratch;

  @BeforeAll
  static void runInAPlainDirectory() throws Exception {
    ATLAS.study(STUDY).output(home.resolve("out").toString()).run();
    plain = rows(home.resolve("out").toString());
  }

  private static List<List<String>> rows(String out) throws Exception {
    var rows = new ArrayList<List<String>>();
    for (String query : QUERIES) {
      rows.add(GradientAtlas.query(out).sql(query).rows().stream().map(List::toString).toList());
    }
    return rows;
  }

  /** Names of directories inside each other, a group a study. */
  static Stream<List<String>> names() {
    return Stream.of(
        List.of("two blanks ", "lr=[0.1,0.2]", "{a,b}", "*", "?"),
        List.of("[a]", "run_10:00", "10:00", "hdfs:", "new\nline", "\\[0]*\\"),
        List.of("depth=99", "learning_rate=7"),
        List.of("%20", "50%", "#1", "a&b;c|d", "it's", "\"quoted\""),
        List.of("größe-é", "\uD83D\uDE80", "back\\slash", "$HOME~`'", "~"),
        List.of("-x", "@file", "_hidden", ".dot", "x.parquet", "long".repeat(60)));
  }

  @ParameterizedTest
  @MethodSource("names")
  void aDirectoryOfAnyNameHoldsAStudyAndItsFile(List<String> names) throws Exception {
    Path above = Files.createDirectories(scratch.resolve(String.join("/", names)));
    String name = names.get(names.size() - 1);
    Path file = Files.writeString(above.resolve(name + ".conf"), STUDY);
    check(StudyFile.load(file, List.of()), above.resolve(name).toString());
    assertThat(above.resolve(name).resolve("report.html")).isNotEmptyFile();
    assertThat(entries(above)).containsExactlyInAnyOrder(name, name + ".conf");
    Path at = scratch;
    for (String part : names) {
      assertThat(entries(at)).containsExactly(part);
      at = at.resolve(part);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s/out/", "%s//out", "%s/./b/../out", "file:%s/out", "file://%s/out"})
  void aPathMayBeWrittenInAnyForm(String form) throws Exception {
    String out = form.formatted(home);
    assertNothingIsLeft(StudyFile.parse(STUDY), out);
    assertThat(rows(out)).isEqualTo(plain);
    assertThat(entries(home)).containsExactly("out");
  }

  private static void assertNothingIsLeft(Study study, String out) throws IOException {
    var again = (SweepResult.Done) ATLAS.sweep(study).output(out).run();
    assertThat(again.trained()).isZero();
    assertThat(again.skipped()).isEqualTo(1);
  }

  @Test
  void aLinkIsFollowed() throws Exception {
    Path real = Files.createDirectory(scratch.resolve("real [1]"));
    Path link = Files.createSymbolicLink(scratch.resolve("link *"), real);
    check(StudyFile.parse(STUDY), link.toString());
    assertThat(real.resolve("report.html")).isNotEmptyFile();
    assertThat(link).isSymbolicLink();
  }

  /** All that can be done with a study, in one directory. */
  private static void check(Study study, String out) throws Exception {
    StudyResult first = ATLAS.study(study).output(out).run();
    assertThat(first.isDone()).isTrue();
    assertThat(first.claims().text()).contains("2 of 2 claims agree");
    assertNothingIsLeft(study, out);
    assertThat(ATLAS.report(out).run()).isInstanceOf(ReportResult.Done.class);
    assertThat(rows(out)).isEqualTo(plain);
    assertThat(GradientAtlas.query(out).tables())
        .hasSameSizeAs(GradientAtlas.query(home + "/out").tables());
    assertThat(new StudyStatus(out, HadoopSettings.settings()).find().ending())
        .isEqualTo(RunState.DONE);
    var said = new StringWriter();
    assertThat(
            new OutputDoctor(
                    out, HadoopSettings.settings(), new PrintWriter(said), new PrintWriter(said))
                .examine())
        .as(said.toString())
        .isEqualTo(ExaminationResult.SOUND);
    assertThat(said.toString()).contains("1 trials").contains("every trial has all its rows");
    assertThat(Reproductions.page(List.of(out), line -> {})).contains("| [tiny](#tiny) | 2 of 2 |");
  }

  private static Set<String> entries(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
