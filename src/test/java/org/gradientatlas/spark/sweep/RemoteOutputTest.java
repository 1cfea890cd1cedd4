package org.gradientatlas.spark.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.SparkForTests;
import org.gradientatlas.spark.SameRows;
import org.gradientatlas.spark.stored.ExaminationResult;
import org.gradientatlas.spark.stored.OutputDoctor;
import org.gradientatlas.study.file.StudyFile;
import org.gradientatlas.table.store.Faults;
import org.gradientatlas.table.store.RemoteFileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A study whose output is on a file system that fails: its rows are those of a local disk. */
class RemoteOutputTest {
  private static final String STUDY =
      """
      study { name = remote, replicates = 2, seed = 1 }
      grid { depth = [1, 2], width = 4, initializer = [he-normal, xavier-normal] }
      data { classes = 2, features = 3, examples = 100 }
      training { steps = 3, engine = dl4j }
      commit.every = 1ms
      """;

  /** Each start is a new attempt of a user, after what made the last one break off is over. */
  private static final int MOST_STARTS = 20;

  private static SparkSession spark;
  @TempDir private static Path undisturbed;
  @TempDir Path root;

  @BeforeAll
  static void trainUndisturbed() throws Exception {
    spark = SparkForTests.session();
    RemoteFileSystem.register(spark.sparkContext().hadoopConfiguration());
    assertThat(run("file:" + undisturbed)).isInstanceOf(SweepResult.Done.class);
  }

  @AfterEach
  void mend() {
    RemoteFileSystem.suffer(Faults.NONE);
  }

  private static SweepResult run(String out) throws IOException {
    Path file = Files.createTempFile("study", ".conf");
    Files.writeString(file, STUDY);
    try {
      var study = StudyFile.load(file, List.of());
      return new Sweep(spark, study, new TrialParallel(), SweepOptions.into(out)).run();
    } finally {
      Files.delete(file);
    }
  }

  /** Starts the study until it is done; how often that was. */
  private int runToTheEnd(String out) {
    for (int start = 1; start <= MOST_STARTS; start++) {
      try {
        if (run(out) instanceof SweepResult.Done) {
          return start;
        }
      } catch (Exception e) {
        // Of such an output the next start makes the best.
      }
    }
    throw new AssertionError("not done after " + MOST_STARTS + " starts");
  }

  private void assertSound(String out) throws Exception {
    SameRows.check(undisturbed, root);
    assertThat(Files.exists(root.resolve("_staging"))).isFalse();
    try (Stream<Path> files = Files.list(root)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "trials", "steps", "layers", "_waves", "_STATUS.json", "study.conf");
    }
    var silent = new java.io.PrintWriter(java.io.Writer.nullWriter());
    var hadoop = spark.sparkContext().hadoopConfiguration();
    assertThat(new OutputDoctor(out, hadoop, silent, silent).examine())
        .isEqualTo(ExaminationResult.SOUND);
  }

  @ParameterizedTest
  @CsvSource({
    "objects, THROTTLED, 97",
    "objects, FAILING, 61",
    "objects, ANSWER_LOST, 61",
    "disks, THROTTLED, 97",
    "disks, FAILING, 61",
    "disks, ANSWER_LOST, 61"
  })
  void aStoreThatFailsChangesNoRow(String scheme, Faults.Kind kind, int every) throws Exception {
    String out = scheme + ":" + root;
    RemoteFileSystem.suffer(Faults.of(kind, every));
    runToTheEnd(out);
    mend();
    assertThat(run(out)).isInstanceOf(SweepResult.Done.class);
    assertSound(out);
  }

  @ParameterizedTest
  @CsvSource({"objects, 30", "objects, 80", "objects, 130", "disks, 30", "disks, 90", "disks, 150"})
  void aCrashAtAnyCallChangesNoRow(String scheme, int call) throws Exception {
    String out = scheme + ":" + root;
    RemoteFileSystem.suffer(Faults.of(Faults.Kind.CRASHED, call));
    try {
      run(out);
    } catch (Exception expected) {
      // Nothing answers any more.
    }
    mend();
    Files.deleteIfExists(root.resolve("_LOCK")); // of this process, which lives on
    assertThat(run(out)).isInstanceOf(SweepResult.Done.class);
    assertSound(out);
  }

  @Test
  void onAStoreOfObjectsNothingIsRenamed() throws Exception {
    int copies = RemoteFileSystem.copies();
    assertThat(run("objects:" + root)).isInstanceOf(SweepResult.Done.class);
    assertThat(RemoteFileSystem.copies()).isEqualTo(copies);
    assertSound("objects:" + root);
  }
}
