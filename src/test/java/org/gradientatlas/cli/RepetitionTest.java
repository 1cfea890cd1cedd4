package org.gradientatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.gradientatlas.SparkForTests;
import org.gradientatlas.table.output.HadoopSettings;
import org.gradientatlas.table.output.Status;
import org.gradientatlas.table.output.StudyDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A finished study is answered without Spark, and only a finished one. */
class RepetitionTest {
  private static final String WITHOUT_SPARK = "gradient-atlas.without-spark";
  private static final String TEXT =
      """
      study { name = small, replicates = 2 }
      grid { depth = [2, 3], activation = [tanh, relu], width = 8 }
      training.steps = 5
      claims = [{ claim = "all are there", measured = "SELECT count(*) FROM trials", at-least = 8 }]
      """;

  @TempDir static Path scratch;
  private static Path study;
  private static Path finished;
  private static String answer = "";

  @TempDir Path here;
  private Path out = Path.of("");

  @BeforeAll
  static void finish() throws IOException {
    SparkForTests.session();
    study = Files.writeString(scratch.resolve("study.conf"), TEXT);
    finished = scratch.resolve("out");
    answer = said(0, "study", study.toString(), "--out", finished.toString());
  }

  /** A copy that keeps the times of files. */
  @BeforeEach
  void copy() throws IOException {
    out = here.resolve("out");
    try (Stream<Path> files = Files.walk(finished)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path to = out.resolve(finished.relativize(file));
        Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    System.setProperty(WITHOUT_SPARK, "true");
  }

  @AfterEach
  void allowSpark() {
    System.clearProperty(WITHOUT_SPARK);
  }

  private static String said(int code, String... arguments) {
    var said = new StringWriter();
    var writer = new PrintWriter(said, true);
    assertThat(Main.commandLine().setOut(writer).setErr(writer).execute(arguments))
        .as(said::toString)
        .isEqualTo(code);
    return said.toString();
  }

  private String repeat(int code, String command, String... more) {
    List<String> arguments = List.of(command, study.toString(), "--out", out.toString());
    return said(
        code, Stream.concat(arguments.stream(), Arrays.stream(more)).toArray(String[]::new));
  }

  @Test
  void itsAnswerIsTheSameAndSaysThatNothingIsLeft() {
    assertThat(repeat(0, "study"))
        .isEqualTo(
            "Output: file:%s%nNothing is left to do: all 8 trials are there.%n".formatted(out)
                + answer.replace(finished.toString(), out.toString()));
    assertThat(answer).contains("1 of 1 claims agree", "Report: ");
  }

  @Test
  void aStudyThatWasInterruptedAfterItsTrainingIsNotFinished() throws IOException {
    var directory = StudyDirectory.at(out.toString(), HadoopSettings.settings());
    Status.enter(directory, "diagnosing");
    repeat(Repetition.NOT_FINISHED, "study");
    Status.enter(directory, null);
    repeat(0, "study");
  }

  @Test
  void soDoesASweep() {
    assertThat(repeat(0, "sweep"))
        .contains("Nothing is left to do: all 8 trials are there.", "activation  initializer")
        .doesNotContain("Report: ");
  }

  @Test
  void dataThatHasChangedIsRefusedAndDataThatIsGoneIsNotMissed(@TempDir Path home)
      throws IOException {
    Path rows = home.resolve("rows.csv");
    Files.writeString(rows, "a,label\n1,0\n2,1\n3,0\n4,1\n5,0\n6,1\n7,0\n8,1\n");
    Path own = home.resolve("own.conf");
    Files.writeString(
        own,
        """
        study { name = own }
        grid { depth = [1, 2], width = 4, batch-size = 4 }
        data { type = csv, path = rows.csv, label = label }
        training { steps = 2 }
        """);
    String[] sweep = {"sweep", own.toString(), "--out", home.resolve("out").toString()};
    allowSpark();
    said(0, sweep);
    System.setProperty(WITHOUT_SPARK, "true");
    assertThat(said(0, sweep)).contains("Nothing is left to do");

    Files.writeString(rows, Files.readString(rows).replace("8,1", "8,0"));
    Files.setLastModifiedTime(rows, FileTime.fromMillis(1_000_000_000_000L));
    said(Repetition.NOT_FINISHED, sweep);
    allowSpark();
    assertThat(said(4, sweep)).contains("rows.csv", "has changed since trials of");

    Files.delete(rows);
    assertThat(said(0, sweep)).contains("Nothing is left to do");
  }

  /** What makes a study unfinished. */
  private enum Change {
    NO_MANIFEST("_waves/wave-000001.json"),
    NO_MARK("_FINISHED.json"),
    NO_STATUS("_STATUS.json"),
    NO_STUDY("study.conf"),
    NO_TRIALS("trials/wave-000001-000.parquet"),
    SHORT_LAYERS("layers/wave-000001-000.parquet") {
      @Override
      void happen(Path file) throws IOException {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 100));
      }
    },
    OTHER_STUDY("study.conf") {
      @Override
      void happen(Path file) throws IOException {
        Files.writeString(file, Files.readString(file).replace("tanh", "sigmoid"));
      }
    },
    TORN_MARK("_FINISHED.json") {
      @Override
      void happen(Path file) throws IOException {
        Files.writeString(file, "{");
      }
    },
    LOCKED("_LOCK") {
      @Override
      void happen(Path file) throws IOException {
        Files.writeString(file, "held");
      }
    },
    STAGED("_staging/wave") {
      @Override
      void happen(Path file) throws IOException {
        Files.createDirectories(file);
      }
    },
    STRANGE("trials/mine.parquet") {
      @Override
      void happen(Path file) throws IOException {
        Files.writeString(file, "x");
      }
    };

    private final String file;

    Change(String file) {
      this.file = file;
    }

    void happen(Path changed) throws IOException {
      Files.delete(changed);
    }
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void whatIsMissingOrDamagedNeedsSpark(Change change) throws IOException {
    change.happen(out.resolve(change.file));
    assertThat(repeat(Repetition.NOT_FINISHED, "study")).isEmpty();
    assertThat(repeat(Repetition.NOT_FINISHED, "sweep")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"report.html", "diagnoses", "contrasts", "claims"})
  void aStudyWithoutItsAnswerNeedsSparkAndASweepDoesNot(String missing) throws IOException {
    try (Stream<Path> files = Files.walk(out.resolve(missing))) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Files.delete(file);
      }
    }
    repeat(Repetition.NOT_FINISHED, "study");
    repeat(0, "sweep");
  }

  @Test
  void aPageThatWasWrittenOverNeedsSpark() throws IOException {
    Path page = out.resolve("report.html");
    Files.write(page, Files.readAllBytes(page));
    repeat(Repetition.NOT_FINISHED, "study");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rules.vanishing-slope.slope=-0.1", "training.steps=6", "grid.depth=[2]"})
  void anotherStudyOrOtherRulesNeedSpark(String other) {
    repeat(Repetition.NOT_FINISHED, "study", "--set", other);
  }

  @Test
  void anotherGateNeedsSpark() {
    repeat(Repetition.NOT_FINISHED, "study", "--fail-on", "EXPLODING");
  }
}
