package org.gradientatlas.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gradientatlas.job.CloseRows;
import org.gradientatlas.job.SameRows;
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
      grid { depth = [2, 3, 4], width = 8, learning-rate = 0.1, %s }
      data { classes = 3, features = 5, examples = 60 }
      training { steps = 24, precision = float64, engine = %s }
      commit { every = 1ms }
      """;

  @TempDir private static Path scratch;
  private static LocalCluster cluster;
  private static Path study;
  private static Path undisturbed;

  @BeforeAll
  static void train() throws Exception {
    String workers = "train { workers = 2, averaging-frequency = 1, batch-size-per-worker = 8 }";
    study =
        Files.writeString(scratch.resolve("workers.conf"), STUDY.formatted(workers, "dl4j-spark"));
    cluster = LocalCluster.start("workers");
    undisturbed = scratch.resolve("undisturbed");
    succeed(start("train", study, undisturbed, cluster.url()));
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  private static Job start(String job, Path study, Path out, String master) throws Exception {
    return Job.start(
        List.of(
            "jobs/" + job,
            study.toString(),
            "--out",
            out.toString(),
            "--",
            "--master",
            master,
            "--conf",
            "spark.ui.enabled=false"));
  }

  private static void succeed(Job job) throws Exception {
    Job.Ended ended = job.end(LIMIT);
    assertThat(ended.exit()).as(ended.said()).isZero();
  }

  @Test
  void averagingEveryStepIsOneNetworkOnTheExamplesOfBoth() throws Exception {
    Path alone =
        Files.writeString(
            scratch.resolve("alone.conf"), STUDY.formatted("batch-size = 16", "dl4j"));
    Path out = scratch.resolve("alone");
    succeed(start("sweep", alone, out, "local[2]"));
    CloseRows.check(undisturbed, out, 1e-9);
  }

  @Test
  void anExecutorKilledInTheMiddleOfATrainingChangesNoRow() throws Exception {
    Path out = scratch.resolve("killed");
    Job job = start("train", study, out, cluster.url());
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (new Output(out).waves() == 0 && job.isRunning() && System.nanoTime() < deadline) {
      Thread.sleep(5);
    }
    int started = cluster.executorLogs().size();
    List<ProcessHandle> executors = cluster.executors();
    assertThat(executors).as("executors while it trains").hasSize(2);
    assertThat(executors.get(0).destroyForcibly()).isTrue();
    succeed(job);
    assertThat(cluster.executorLogs())
        .as("executors, one in place of the killed")
        .hasSize(started + 1);
    SameRows.check(undisturbed, out);
  }
}
