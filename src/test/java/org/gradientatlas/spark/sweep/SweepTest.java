package org.gradientatlas.spark.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.NativesForTests;
import org.gradientatlas.SparkForTests;
import org.gradientatlas.query.StudyDatabase;
import org.gradientatlas.study.Study;
import org.gradientatlas.study.file.StudyFile;
import org.gradientatlas.train.NativeRuntime;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole study on real Spark, its tables read back by DuckDB. */
class SweepTest {
  /** 2 depths x 2 initializers (one of which explodes) x 2 clip rules x 2 replicates. */
  private static final String STUDY =
      """
      study { name = small, replicates = 2, seed = 1 }
      grid {
        depth = [2, 5], width = 16, activation = relu, bias = [true, false]
        initializer = [he-normal, { type = normal, sd = 1e12 }]
        clip = [none, { type = value, threshold = 0.5 }]
        learning-rate = 0.1, batch-size = 32
      }
      data { classes = 4, features = 8, examples = 160 }
      training { steps = 6, engine = dl4j, record = log }
      """;

  private static SparkSession spark;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  @TempDir Path scratch;

  @BeforeAll
  static void startSpark() {
    spark = SparkForTests.session();
  }

  private Study study(String text) throws IOException {
    Path file = Files.createTempFile(scratch, "study", ".conf");
    Files.writeString(file, text);
    return StudyFile.load(file, List.of());
  }

  private SweepResult run(String text, Path out, boolean extend) throws IOException {
    var console = new Console(new PrintStream(said, true, StandardCharsets.UTF_8), false);
    SweepOptions options = SweepOptions.into(out.toString()).telling(console);
    return new Sweep(
            spark, study(text), new TrialParallel(), extend ? options.extending() : options)
        .run();
  }

  @Test
  void aStudyBecomesTablesThatAnotherEngineReads() throws Exception {
    Path out = scratch.resolve("out");
    var done = (SweepResult.Done) run(STUDY, out, false);
    assertThat(done.trained()).isEqualTo(32);
    assertThat(done.skipped()).isZero();
    assertThat(done.failed()).isZero();
    try (var database = new StudyDatabase(out)) {
      assertThat(database.number("SELECT count(*) FROM trials")).isEqualTo(32);
      assertThat(database.number("SELECT count(DISTINCT trial_id) FROM trials")).isEqualTo(32);
      assertThat(database.number("SELECT count(*) FROM trials WHERE outcome = 'diverged'"))
          .as("weights of 1e12 overflow float32 in a deep network")
          .isGreaterThanOrEqualTo(8);
      assertThat(
              database.number(
                  """
                  SELECT count(*) FROM trials t WHERE outcome = 'completed' AND
                    (SELECT count(*) FROM layers l WHERE l.trial_id = t.trial_id)
                      <> (1 + 5) * (depth + 1)
                  """))
          .as("probe and steps 0, 1, 2, 4, 5 of every layer")
          .isZero();
      assertThat(database.number("SELECT count(*) FROM axes WHERE axis = 'bias'")).isEqualTo(32);
      assertThat(
              database.number(
                  "SELECT count(*) FROM (SELECT trial_id, phase, step, layer FROM layers GROUP BY"
                      + " ALL HAVING count(*) > 1)"))
          .isZero();
    }
  }

  @Test
  void aKernelOtherThanTheOneThatIsLoadedIsRefusedBeforeAnythingIsWritten() throws Exception {
    String other = NativesForTests.other().label();
    Path out = scratch.resolve("pinned");
    String pinned = STUDY.replace("record = log", "blas-kernel = " + other);
    assertThat(((SweepResult.Refused) run(pinned, out, false)).why())
        .startsWith(
            "training.blas-kernel = %s, but OpenBLAS runs %s"
                .formatted(other, NativeRuntime.blasKernel()))
        .contains("this process loaded OpenBLAS before (host ");
    assertThat(out).doesNotExist();
  }

  @Test
  void aSecondRunFindsNothingLeftToDo() throws Exception {
    Path out = scratch.resolve("out");
    run(STUDY, out, false);
    List<Path> before = files(out);
    assertThat(before).noneMatch(file -> file.toString().endsWith(".crc"));
    var again = (SweepResult.Done) run(STUDY, out, false);
    assertThat(again.trained()).isZero();
    assertThat(again.skipped()).isEqualTo(32);
    assertThat(files(out)).isEqualTo(before);
  }

  /** Their study.conf lacks the keys that later versions added; the defaults say what they did. */
  @Test
  void anOutputOfAVersionThatKnewFewerKeysIsResumed() throws Exception {
    Path csv = scratch.resolve("points.csv");
    Files.writeString(csv, "x,class\n" + "0.5,0\n-0.5,1\n".repeat(100));
    String study =
        """
        study { name = columns, replicates = 1 }
        grid { depth = [1, 2], width = 4 }
        data { type = csv, path = "%s", label = class }
        training { steps = 2 }
        """
            .formatted(csv);
    Path out = scratch.resolve("out");
    run(study, out, false);
    Path stored = out.resolve("study.conf");
    String older =
        Files.readString(stored)
            .lines()
            .filter(line -> !line.matches(" *(ignore|missing|standardize-target) = .*"))
            .collect(Collectors.joining("\n", "", "\n"));
    assertThat(older).isNotEqualTo(Files.readString(stored));
    Files.writeString(stored, older);
    var again = (SweepResult.Done) run(study, out, false);
    assertThat(again.trained()).isZero();
    assertThat(again.skipped()).isEqualTo(2);
    String dropping = study.replace("label = class", "label = class, missing = drop");
    assertThat(((SweepResult.Conflict) run(dropping, out, false)).why())
        .contains("- missing = \"refuse\"", "+ missing = \"drop\"");
  }

  @Test
  void anotherStudyInTheSameDirectoryIsRefusedWithTheDifference() throws Exception {
    Path out = scratch.resolve("out");
    run(STUDY, out, false);
    var conflict = (SweepResult.Conflict) run(STUDY.replace("seed = 1", "seed = 2"), out, false);
    assertThat(conflict.why()).contains("belongs to another study").contains("seed");
    var grown = STUDY.replace("[2, 5]", "[2, 3, 5]");
    assertThat(run(grown, out, false)).isInstanceOf(SweepResult.Conflict.class);
    var extended = (SweepResult.Done) run(grown, out, true);
    assertThat(extended.trained()).isEqualTo(16);
    assertThat(extended.skipped()).isEqualTo(32);
    var shrunk = (SweepResult.Conflict) run(STUDY.replace("[2, 5]", "[2]"), out, true);
    assertThat(shrunk.why()).contains("32 trials").contains("not in this study");
  }

  /** Ids come from settings: a trial that was trained is known in whatever grid it stands now. */
  @Test
  void aStudyGrowsByValuesByAnAxisAndByBlocks() throws Exception {
    Path out = scratch.resolve("out");
    String small =
        """
        study { name = grown, replicates = 1, seed = 1 }
        grid { depth = [1, 2], width = 4 }
        data { classes = 2, features = 3, examples = 100 }
        training { steps = 1 }
        """;
    assertThat(((SweepResult.Done) run(small, out, false)).trained()).isEqualTo(2);
    String values = small.replace("[1, 2]", "[1, 2, 3]");
    assertThat(((SweepResult.Done) run(values, out, true)).trained()).isEqualTo(1);
    String axis = values.replace("width = 4", "width = 4, data.noise = [1, 2]");
    assertThat(((SweepResult.Done) run(axis, out, true)).trained())
        .as("with noise = 1, the default, they are there")
        .isEqualTo(3);
    String blocks =
        axis.replace("grid {", "grid = [{").replace("2] }", "2] }, { depth = [2, 9], width = 4 }]");
    var done = (SweepResult.Done) run(blocks, out, true);
    assertThat(done.trained()).isEqualTo(1);
    assertThat(done.skipped()).isEqualTo(6);
    try (var database = new StudyDatabase(out)) {
      assertThat(database.number("SELECT count(DISTINCT trial_id) FROM trials")).isEqualTo(7);
      assertThat(database.number("SELECT count(*) FROM trials")).isEqualTo(7);
      assertThat(database.number("SELECT count(DISTINCT trial_id) FROM layers")).isEqualTo(7);
    }
  }

  @Test
  void filesThatCannotBeLearnedFromAreRefusedAndNothingIsWritten() throws Exception {
    Path out = scratch.resolve("new");
    String text =
        STUDY.replaceAll("data \\{.*\\}", "data { type = csv, path = gone.csv, label = y }");
    var refused = (SweepResult.Refused) run(text, out, false);
    assertThat(refused.why()).contains("gone.csv");
    assertThat(out).doesNotExist();
  }

  @Test
  void aTrialThatThrowsIsARowAndTheJobGoesOn() throws Exception {
    Path out = scratch.resolve("out");
    String text =
        """
        study { name = few, replicates = 1 }
        grid { depth = 1, width = 4, batch-size = 8, data.examples = [40, 500000000] }
        data { classes = 2, features = 1 }
        training { steps = 2 }
        """;
    var done = (SweepResult.Done) run(text, out, false);
    assertThat(done.failed()).isEqualTo(1);
    assertThat(done.outcomes()).contains("1+1f");
    try (var database = new StudyDatabase(out)) {
      assertThat(
              database.number(
                  "SELECT count(*) FROM trials WHERE outcome = 'failed' AND"
                      + " error_class LIKE '%InvalidDataException' AND error_message LIKE"
                      + " 'the data of a trial needs another%'"))
          .isEqualTo(1);
      assertThat(database.number("SELECT count(*) FROM trials WHERE outcome = 'completed'"))
          .isEqualTo(1);
    }
    assertThat(((SweepResult.Done) run(text, out, false)).failed())
        .as("a second run says so as well")
        .isEqualTo(1);
  }

  @Test
  void dataThatChangesBetweenTwoRunsIsAConflict() throws Exception {
    Path csv = scratch.resolve("t.csv");
    String rows = "0.5,yes\n1.5,no\n".repeat(20);
    Files.writeString(csv, "x,y\n" + rows);
    String text =
        """
        study { name = file, replicates = %d }
        grid { depth = 1, width = 4, batch-size = 8 }
        data { type = csv, path = t.csv, label = y }
        training { steps = 2 }
        """;
    Path out = scratch.resolve("out");
    assertThat(run(text.formatted(1), out, false)).isInstanceOf(SweepResult.Done.class);
    Path stored = out.resolve("_DATA.json");
    String classes = "\"%s (y)\" : [ \"no\", \"yes\" ]".formatted(csv);
    assertThat(stored).content().contains(classes);
    List<Path> before = files(out);
    Files.writeString(csv, "x,y\n" + rows.replace("0.5", "0.25"));
    var conflict = (SweepResult.Conflict) run(text.formatted(2), out, true);
    assertThat(conflict.why())
        .startsWith(csv + " (y) has changed since trials of ")
        .contains("Use another --out, or put the old data back");
    assertThat(files(out)).isEqualTo(before);
    Files.writeString(csv, "x,y\n" + rows);
    Files.writeString(
        stored, // as earlier versions wrote it
        Files.readString(stored).replaceFirst("(?s),\\s*\"classes\" : \\{.*?}", ""));
    assertThat(stored).content().doesNotContain("classes");
    assertThat(((SweepResult.Done) run(text.formatted(2), out, true)).trained()).isEqualTo(1);
  }

  @Test
  void anOutputThatCannotBeWrittenIsRefused() throws Exception {
    Path file = Files.createFile(scratch.resolve("file"));
    var refused = (SweepResult.Refused) run(STUDY, file.resolve("out"), false);
    assertThat(refused.why()).contains("--out").contains("cannot be written");
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
