package org.gradientatlas.spark.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gradientatlas.ProcessForTests;
import org.gradientatlas.ProcessForTests.Ended;
import org.gradientatlas.query.StudyDatabase;
import org.gradientatlas.spark.SameRows;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs in processes of their own: on other masters, interrupted, refused. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SweepProcessTest {
  private static final String STUDY =
      """
      study { name = small, replicates = 1, seed = 5 }
      grid {
        depth = [3, 5], width = 16, activation = [relu, tanh], batch-size = 32
        initializer = [he-normal, orthogonal], clip = [none, { type = global-norm, threshold = 1 }]
      }
      data { classes = 4, features = 8, examples = 160 }
      training { steps = 9 }
      commit { every = %s }
      """;

  @TempDir static Path shared;
  private static Path undisturbed;
  @TempDir Path scratch;

  /** On one core, in one wave. */
  @BeforeAll
  static void sweepUndisturbed() throws Exception {
    undisturbed = sweep(shared, "local[1]", "1h");
  }

  private static Path study(Path scratch, String every) throws Exception {
    return Files.writeString(scratch.resolve("study-" + every + ".conf"), STUDY.formatted(every));
  }

  private static Path sweep(Path scratch, String master, String every) throws Exception {
    Path out = scratch.resolve("out");
    Ended ended =
        ProcessForTests.run(
            master, "sweep", study(scratch, every).toString(), "--out", out.toString());
    assertThat(ended.exit()).as(ended.said()).isZero();
    return out;
  }

  @Test
  void rowsAreTheSameOnOneCoreInOneWaveAndOnTwoCoresInManyWaves() throws Exception {
    Path two = sweep(scratch, "local[2]", "1ms");
    try (Stream<Path> waves = Files.list(two.resolve("trials"))) {
      assertThat(waves.count()).isGreaterThan(5);
    }
    SameRows.check(undisturbed, two);
  }

  @Test
  void anInterruptedRunKeepsWhatWasCommittedAndGoesOnToTheSameRows() throws Exception {
    Path out = scratch.resolve("out");
    String file = study(scratch, "1ms").toString();
    Path log = scratch.resolve("log");
    Process process =
        ProcessForTests.start("local[2]", log, List.of("sweep", file, "--out", out.toString()));
    Path first = out.resolve("trials/wave-000001-000.parquet");
    while (process.isAlive() && !Files.exists(first)) {
      Thread.sleep(20);
    }
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    assertThat(process.waitFor()).as(Files.readString(log)).isEqualTo(130);
    assertThat(Files.readString(log)).contains("Interrupted").doesNotContain("Exception");
    assertThat(out.resolve("_LOCK")).doesNotExist();
    try (var database = new StudyDatabase(out)) {
      assertThat(database.number("SELECT count(*) FROM trials")).isBetween(1.0, 15.0);
      assertThat(
              database.number(
                  "SELECT count(*) FROM layers WHERE trial_id NOT IN (SELECT trial_id FROM"
                      + " trials)"))
          .isZero();
    }
    Ended ended = ProcessForTests.run("local[2]", "sweep", file, "--out", out.toString());
    assertThat(ended.exit()).as(ended.said()).isZero();
    SameRows.check(undisturbed, out);
  }

  @Test
  void anOutputThatCannotBeWrittenExitsWithTwo() throws Exception {
    Path file = Files.createFile(scratch.resolve("file"));
    Ended ended =
        ProcessForTests.run(
            "local[1]",
            "sweep",
            study(scratch, "1h").toString(),
            "--out",
            file.resolve("out").toString());
    assertThat(ended.exit()).as(ended.said()).isEqualTo(2);
    assertThat(ended.said()).contains("--out = ").contains("cannot be written");
  }

  @Test
  void aPinnedBlasKernelRunsOrEndsTheJobBeforeAnythingIsWritten() throws Exception {
    Path out = scratch.resolve("pinned");
    String file = study(scratch, "1h").toString();
    Ended ended =
        ProcessForTests.run(
            "local[2]",
            "sweep",
            file,
            "--set",
            "training.blas-kernel=Haswell",
            "--out",
            out.toString());
    assertThat(ended.exit()).as(ended.said()).isZero();
    try (var database = new StudyDatabase(out)) {
      assertThat(
              database.number("SELECT count(*) FROM trials WHERE lower(blas_kernel) = 'haswell'"))
          .isEqualTo(16);
    }
    Path none = scratch.resolve("none");
    Ended refused =
        ProcessForTests.run(
            "local[2]",
            "sweep",
            file,
            "--set",
            "training.blas-kernel=bulldozer",
            "--out",
            none.toString());
    assertThat(refused.exit()).as(refused.said()).isEqualTo(2);
    assertThat(refused.said())
        .contains("training.blas-kernel = bulldozer cannot run on this CPU: it lacks")
        .doesNotContain("Exception");
    assertThat(none).doesNotExist();
  }

  @Test
  void theDoctorSeesDriverAndExecutor() throws Exception {
    Ended ended = ProcessForTests.run("local[2]", "doctor");
    assertThat(ended.exit()).as(ended.said()).isZero();
    assertThat(ended.said())
        .contains("2 slots")
        .contains("executor driver on")
        .contains("BLAS kernel")
        .contains("1 thread a product");
  }
}
