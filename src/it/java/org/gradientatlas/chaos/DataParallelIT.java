package org.gradientatlas.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gradientatlas.spark.CloseRows;
import org.gradientatlas.spark.SameRows;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Networks that are trained by both workers of a real cluster, by the scripts. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DataParallelIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String STUDY =
      """
      study { name = workers, replicates = 1, seed = 3 }
      grid = [
        { depth = [2, 3], width = 8, learning-rate = 0.1, %s, training.steps = 24 }
        %s
      ]
      data { classes = 3, features = 5, examples = 60 }
      training { precision = float64, engine = %s }
      commit { every = 1ms }
      claims = [
        { claim = "all are trained", at-least = 3, measured = "SELECT count(*) FROM trials" }
        { claim = "workers differ", at-least = 1e-6, measured = "SELECT max(drift_l2) FROM steps" }
      ]
      """;

  private static final String EVERY_STEP =
      "train { workers = 2, averaging-frequency = 1, batch-size-per-worker = 8 }";

  /** Its tasks take most of its time, so that there is always one to kill. */
  private static final String LONG_ROUNDS =
      """
      {
        depth = 4, width = 8, training.steps = 1500
        train { workers = 2, averaging-frequency = 300, batch-size-per-worker = 8 }
      }
      """;

  /** Half the processor time: what ends so soon gains nothing from optimized code. */
  private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

  @TempDir private static Path scratch;
  private static LocalCluster cluster;
  private static Path study;
  private static Path undisturbed;
  private static Path exports;
  private static String said;

  @BeforeAll
  static void train() throws Exception {
    study =
        Files.writeString(
            scratch.resolve("workers.conf"),
            STUDY.formatted(EVERY_STEP, LONG_ROUNDS, "dl4j-spark"));
    cluster = LocalCluster.start("workers");
    undisturbed = scratch.resolve("undisturbed");
    exports = scratch.resolve("exports");
    said =
        succeed(
            start(
                "train",
                study,
                undisturbed,
                cluster.url(),
                "--conf",
                "spark.hadoop.hadoop.tmp.dir=" + exports,
                "--conf",
                "spark.eventLog.compress=false"));
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  private static Job start(String job, Path study, Path out, String master, String... options)
      throws Exception {
    var command =
        new ArrayList<>(List.of("jobs/" + job, study.toString(), "--out", out.toString(), "--"));
    command.addAll(List.of("--master", master, "--conf", "spark.ui.enabled=false"));
    command.addAll(List.of("--conf", "spark.executor.extraJavaOptions=" + SHORT_LIVED));
    command.add("--driver-java-options");
    command.add(SHORT_LIVED);
    command.addAll(List.of(options));
    return Job.start(command);
  }

  /** What a job says that does all it was to do. */
  private static String succeed(Job job) throws Exception {
    Job.Ended ended = job.end(LIMIT);
    assertThat(ended.exit()).as(ended.said()).isZero();
    return ended.said();
  }

  @Test
  void averagingEveryStepIsOneNetworkOnTheExamplesOfBoth() throws Exception {
    Path alone =
        Files.writeString(
            scratch.resolve("alone.conf"), STUDY.formatted("batch-size = 16", "", "dl4j"));
    Path out = scratch.resolve("alone");
    succeed(start("sweep", alone, out, "local[2]"));
    CloseRows.check(undisturbed, out, 1e-9);
  }

  /** At first a task has but one attempt, so that the job breaks off; then it has four. */
  @Test
  void executorsKilledInTheMiddleOfATrainingChangeNoRow() throws Exception {
    Path out = scratch.resolve("killed");
    Job.Ended broken = killed(out, "--conf", "spark.task.maxFailures=1");
    assertThat(broken.exit()).as(broken.said()).isEqualTo(1);
    assertThat(broken.said())
        .contains("The job broke off: ", "What was committed is kept.")
        .doesNotContain("\tat ");
    assertThat(waves(out)).isEqualTo(2);

    Job.Ended survived = killed(out);
    assertThat(survived.exit()).as(survived.said()).isZero();
    SameRows.check(undisturbed, out);
  }

  /** How a job ends whose executors are killed while they train the last network. */
  private static Job.Ended killed(Path out, String... options) throws Exception {
    List<Path> before = cluster.executorLogs();
    Job job = start("train", study, out, cluster.url(), options);
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (waves(out) < 2 || !runsATask(before)) {
      assertThat(job.isRunning() && System.nanoTime() < deadline).as("a job that trains").isTrue();
      Thread.sleep(5);
    }
    cluster.executors().forEach(ProcessHandle::destroyForcibly);
    return job.end(LIMIT);
  }

  private static int waves(Path out) {
    return Store.LOCAL.at(out.toString()).waves();
  }

  private static boolean runsATask(List<Path> before) throws Exception {
    for (Path log : cluster.executorLogs()) {
      if (!before.contains(log) && ExecutorLog.running(log).isPresent()) {
        return true;
      }
    }
    return false;
  }

  @Test
  void theClaimsOfTheStudyAreJudged() {
    assertThat(said)
        .contains("agrees     >= 3            3             all are trained")
        .contains("2 of 2 claims agree.");
    assertThat(undisturbed.resolve("claims/claims.parquet")).exists();
  }

  /** Deeplearning4j would export training data under Hadoop's directory for what is temporary. */
  @Test
  void nothingIsExportedAndTensorsTravelByKryo() throws Exception {
    assertThat(exports).doesNotExist();
    try (Stream<Path> logs = Files.list(undisturbed.resolve("_spark-events"))) {
      assertThat(Files.readString(logs.findFirst().orElseThrow()))
          .contains("\"spark.kryo.registrator\":\"org.gradientatlas.spark.session.TensorKryo\"");
    }
  }
}
