package org.gradientatlas.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gradientatlas.SparkForTests;
import org.gradientatlas.diagnose.Gate;
import org.gradientatlas.problem.InvalidStudyException;
import org.gradientatlas.query.Query;
import org.gradientatlas.spark.page.ReportResult;
import org.gradientatlas.spark.summary.SummaryResult;
import org.gradientatlas.spark.sweep.SweepResult;
import org.gradientatlas.study.Plan;
import org.gradientatlas.study.file.StudyFile;
import org.gradientatlas.table.lock.OutputLock;
import org.gradientatlas.table.output.StudyDirectory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library, in a session that is somebody else's. */
class GradientAtlasTest {
  private static final String STUDY =
      """
      study { name = tiny, replicates = 2, seed = 1 }
      grid { depth = [2, 3], width = 8, initializer = he-normal, batch-size = 16 }
      data { classes = 3, features = 5, examples = 60 }
      training.steps = 3
      claims = [
        { claim = all are there, measured = "SELECT count(*) FROM trials", at-least = 4 }
      ]
      """;

  private static final String MIXED =
      """
      study { name = mixed }
      grid = [ { depth = 2, train { workers = 1 }, training.engine = dl4j-spark }, { depth = 4 } ]
      """;

  private static final SparkSession SPARK = SparkForTests.session();
  private static final GradientAtlas ATLAS = GradientAtlas.with(SPARK);

  @TempDir static Path out;
  @TempDir Path scratch;

  private static StudyResult first;

  @BeforeAll
  static void runAStudy() throws Exception {
    first = ATLAS.study(STUDY).output(out.toString()).run();
  }

  @Test
  void aStudyGivesTypedResultsOfEveryStep() {
    assertThat(first.isDone()).isTrue();
    var trained = (SweepResult.Done) first.sweep();
    assertThat(trained.trained()).isEqualTo(4);
    assertThat(trained.skipped()).isZero();
    assertThat(first.summary())
        .hasValueSatisfying(
            summary -> assertThat(((SummaryResult.Done) summary).map().spots()).isNotEmpty());
    assertThat(first.claims().verdicts())
        .singleElement()
        .satisfies(verdict -> assertThat(verdict.agrees()).isTrue());
    assertThat(first.report())
        .hasValueSatisfying(
            report -> assertThat(((ReportResult.Done) report).path()).endsWith("report.html"));
    assertThat(out.resolve("report.html")).exists();
  }

  @Test
  void aSecondRunFindsNothingToDo() throws Exception {
    StudyResult second = ATLAS.study(STUDY).output(out.toString()).run();
    var trained = (SweepResult.Done) second.sweep();
    assertThat(trained.trained()).isZero();
    assertThat(trained.skipped()).isEqualTo(4);
    assertThat(second.isDone()).isTrue();
  }

  @Test
  void theSessionStaysAsItWas() throws Exception {
    SparkContext context = SPARK.sparkContext();
    var settings = SPARK.conf().getAll();
    SparkSession active = SparkSession.active();
    context.setJobGroup("notebook", "cell 3", false);
    try {
      ATLAS.study(STUDY).output(scratch.toString()).run();
      assertThat(context.getLocalProperty("spark.jobGroup.id")).isEqualTo("notebook");
      assertThat(context.getLocalProperty("spark.job.description")).isEqualTo("cell 3");
    } finally {
      context.clearJobGroup();
    }
    assertThat(context.isStopped()).isFalse();
    assertThat(SPARK.conf().getAll()).isEqualTo(settings);
    assertThat(SparkSession.active()).isSameAs(active);
    assertThat(SPARK.range(3).count()).isEqualTo(3);
  }

  @Test
  void eachJobRunsAlone() throws Exception {
    String directory = scratch.resolve("jobs").toString();
    var said = new ByteArrayOutputStream();
    SweepResult swept =
        ATLAS
            .sweep(StudyFile.parse(STUDY))
            .output(directory)
            .progress(new PrintStream(said, true, StandardCharsets.UTF_8))
            .run();
    assertThat(swept).isInstanceOf(SweepResult.Done.class);
    assertThat(said.toString(StandardCharsets.UTF_8).lines())
        .first()
        .isEqualTo("Output: file:" + directory);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("\nTraining: 4 of 4 trials");
    assertThat(ATLAS.report(directory).run())
        .isInstanceOfSatisfying(
            ReportResult.Refused.class, no -> assertThat(no.why()).contains("has no table"));
    assertThat(ATLAS.summarize(directory).failOn("HEALTHY", "NOT_LEARNING", "LEARNED").run())
        .isInstanceOfSatisfying(
            SummaryResult.Done.class, done -> assertThat(done.stopped()).isNotEmpty());
    assertThat(ATLAS.report(directory).run()).isInstanceOf(ReportResult.Done.class);
  }

  @Test
  void anExtendedStudyTrainsWhatIsNew() throws Exception {
    String directory = scratch.toString();
    ATLAS.sweep(StudyFile.parse(STUDY)).output(directory).run();
    String grown = STUDY.replace("[2, 3]", "[2, 3, 4]");
    assertThat(ATLAS.study(grown).output(directory).run().sweep())
        .isInstanceOfSatisfying(
            SweepResult.Conflict.class,
            conflict -> assertThat(conflict.why()).contains("belongs to another study"));
    SweepResult extended = ATLAS.study(grown).output(directory).extend().run().sweep();
    assertThat(((SweepResult.Done) extended).trained()).isEqualTo(2);
  }

  @Test
  void twoThreadsRunAtOnceButNotIntoOneOutput() throws Exception {
    var runs =
        Stream.of("one", "other")
            .map(name -> ATLAS.sweep(StudyFile.parse(STUDY)).output(scratch + "/" + name))
            .map(sweep -> CompletableFuture.supplyAsync(() -> unchecked(sweep)))
            .toList();
    for (var run : runs) {
      assertThat(((SweepResult.Done) run.get()).trained()).isEqualTo(4);
    }
    Configuration hadoop = SPARK.sparkContext().hadoopConfiguration();
    try (var held = OutputLock.acquire(StudyDirectory.at(out.toString(), hadoop))) {
      assertThat(ATLAS.study(STUDY).output(out.toString()).run().sweep())
          .isInstanceOfSatisfying(
              SweepResult.Conflict.class,
              conflict -> assertThat(conflict.why()).contains(held.holder().toString()));
    }
  }

  private static SweepResult unchecked(SweepAction sweep) {
    try {
      return sweep.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void anAnswerHasColumnsAndRows() throws Exception {
    QueryResult answer =
        GradientAtlas.query(out.toString())
            .sql("SELECT depth, count(*), NULL AS none FROM trials GROUP BY depth ORDER BY depth");
    assertThat(answer.columns()).containsExactly("depth", "count_star()", "none");
    assertThat(answer.rows().get(0)).containsExactly(2, 2L, null);
    assertThat(answer.rows()).hasSize(2);
    assertThatThrownBy(() -> answer.rows().get(0).clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(GradientAtlas.query(out.toString()).tables())
        .extracting(Query.Stored::table)
        .contains("trials", "layers", "summary", "claims");
  }

  @Test
  void aPlanStartsNothing() {
    Plan plan = GradientAtlas.plan(StudyFile.parse(STUDY));
    assertThat(plan.cells()).isEqualTo(2);
    assertThat(plan.rows().trials()).isEqualTo(4);
    assertThatThrownBy(() -> plan.dearest().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> plan.cheapest().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  @SuppressWarnings("NullAway") // A caller's compiler may not look.
  void anAbsentArgumentIsNamed() {
    assertAbsent("text", () -> ATLAS.study((String) null));
    assertAbsent("study", () -> ATLAS.sweep(null));
    assertAbsent("study", () -> GradientAtlas.plan(null));
    assertAbsent("directory", () -> ATLAS.summarize(null));
    assertAbsent("directory", () -> ATLAS.report(null));
    assertAbsent("directory", () -> GradientAtlas.query(null));
    assertAbsent("output", () -> ATLAS.study(STUDY).output(null));
    assertAbsent("out", () -> ATLAS.study(STUDY).progress(null));
    assertAbsent("terminal", () -> ATLAS.study(STUDY).progressInPlace(null));
    assertAbsent("select", () -> GradientAtlas.query(out.toString()).sql(null));
  }

  private static void assertAbsent(String name, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(name);
  }

  @Test
  void aPathThatIsNoneIsNamedWithItsCause() {
    assertThatThrownBy(() -> ATLAS.study(STUDY).output("nosuch://x").run())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("nosuch://x", "No FileSystem for scheme");
    assertThatThrownBy(() -> ATLAS.summarize("s3a://bucket/x").run())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("s3a://bucket/x", "S3AFileSystem");
    assertThatThrownBy(() -> ATLAS.report("hdfs://").run())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("hdfs://", "no host");
    assertThatThrownBy(() -> GradientAtlas.query("nosuch://x").tables())
        .isInstanceOf(Query.Unanswerable.class)
        .hasMessageContainingAll("nosuch://x", "No FileSystem for scheme");
    assertThatThrownBy(() -> GradientAtlas.query("a\0b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("NUL", "a\\0b");
  }

  @Test
  void anInterruptedThreadStopsItsRunAndStaysInterrupted() throws Exception {
    String directory = scratch.resolve("interrupted").toString();
    Thread.currentThread().interrupt();
    SweepResult swept;
    boolean stillSet;
    try {
      swept = ATLAS.sweep(StudyFile.parse(STUDY)).output(directory).run();
    } finally {
      stillSet = Thread.interrupted();
    }
    assertThat(swept).isInstanceOf(SweepResult.Interrupted.class);
    assertThat(stillSet).isTrue();
    assertThat(ATLAS.sweep(StudyFile.parse(STUDY)).output(directory).run())
        .isInstanceOf(SweepResult.Done.class);
  }

  @Test
  void aGateIsACopyOfNamesThatExist() {
    var names = new HashSet<>(Set.of("EXPLODING"));
    var gate = new Gate(names);
    names.clear();
    assertThat(gate.names()).containsExactly("EXPLODING");
    assertThatThrownBy(() -> new Gate(Set.of("EXPLODNG")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("EXPLODNG: unknown mechanism, verdict or rule; did you mean EXPLODING?");
  }

  @Test
  void oneNetworkTrainsOnSeveralWorkersUpToItsReport() throws Exception {
    String study =
        """
        study { name = workers, replicates = 1, seed = 3 }
        grid { depth = 2, width = 8, train { workers = 2, batch-size-per-worker = 10 } }
        data { classes = 3, features = 5, examples = 60 }
        training { steps = 3, engine = dl4j-spark }
        """;
    assertThat(ATLAS.study(study).output(scratch.toString()).run().isDone()).isTrue();
  }

  @Test
  void whatIsWrongIsSaidBeforeAnythingIsWritten() {
    assertThatThrownBy(() -> ATLAS.study("grid.depht = 3"))
        .isInstanceOf(InvalidStudyException.class)
        .hasMessageContaining("did you mean depth?");
    assertThatThrownBy(() -> ATLAS.study(MIXED))
        .isInstanceOf(InvalidStudyException.class)
        .hasMessageContaining("training.engine: dl4j-spark in every block, or in none");
    assertThatThrownBy(() -> ATLAS.study(STUDY).run())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("output(directory) is missing");
    assertThatThrownBy(() -> ATLAS.report(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the directory is blank");
    assertThatThrownBy(() -> ATLAS.summarize("x").failOn("EXPLODNG"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("did you mean EXPLODING?");
    assertThatThrownBy(() -> GradientAtlas.query(scratch.toString()).sql("SELECT 1"))
        .isInstanceOf(Query.Unanswerable.class)
        .hasMessageContaining("holds no trained study");
    assertThat(scratch).isEmptyDirectory();
  }
}
