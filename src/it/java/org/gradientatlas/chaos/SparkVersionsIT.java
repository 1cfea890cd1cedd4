package org.gradientatlas.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gradientatlas.spark.SameRows;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The jar on the newest Spark 4, with Scala 2.13, gives the rows that it gives on Spark 3.5. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SparkVersionsIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Pattern LOG = Pattern.compile("event log file:(\\S+)");

  private static final String STUDY =
      """
      study { name = versions, replicates = 2, seed = 5 }
      grid = [
        { depth = [2, 4], width = 8, activation = [relu, tanh], %s }
        { depth = 2, width = 8, activation = gelu, training.engine = dl4j, %s }
      ]
      data { type = csv, path = points.csv, label = y, classification = true }
      training.steps = 12
      commit.every = 1ms
      claims = [{ claim = deepest, measured = "SELECT max(depth) FROM trials", published = 4, tolerance = 0 }]
      """
          .replace("%s", "learning-rate = [0.1, 1], batch-size = 8");

  private static final String WORKERS =
      """
      study { name = workers, replicates = 1, seed = 3 }
      grid = [{
        depth = [2, 3], width = 8, learning-rate = 0.1, training.steps = 8
        train { workers = 2, averaging-frequency = 2, batch-size-per-worker = 8 }
      }]
      data { classes = 3, features = 5, examples = 60 }
      training { precision = float64, engine = dl4j-spark }
      """;

  @TempDir private static Path scratch;
  private static String newest;

  @BeforeAll
  static void layOut() throws Exception {
    Job.Ended layout = Job.run("scripts/spark/layout");
    assertThat(layout.exit()).as(layout.said()).isZero();
    newest = layout.said().lines().reduce((first, last) -> last).orElseThrow();
    var points = new StringBuilder("a,b,y\n");
    for (int i = 0; i < 60; i++) {
      points.append("%d.5,%d.25,%d%n".formatted(i % 7, i % 11, i % 3));
    }
    Files.writeString(scratch.resolve("points.csv"), points);
    Files.writeString(scratch.resolve("study.conf"), STUDY);
    Files.writeString(scratch.resolve("train.conf"), WORKERS);
  }

  /** Starts a job on a Spark; an empty home is the one that scripts lay out. */
  private static Job start(String home, String job, Path out, boolean rolling) throws Exception {
    var command = new ArrayList<>(List.of("env", "SPARK_HOME=" + home, "jobs/" + job));
    command.addAll(List.of(scratch.resolve(job + ".conf").toString(), "--out", out.toString()));
    command.addAll(List.of("--", "--master", "local[2]", "--conf", "spark.ui.enabled=false"));
    command.addAll(List.of("--conf", "spark.eventLog.rolling.enabled=" + rolling));
    command.addAll(List.of("--driver-java-options", "-XX:TieredStopAtLevel=1"));
    return Job.start(command);
  }

  private static String succeed(Job job) throws Exception {
    Job.Ended ended = job.end(LIMIT);
    assertThat(ended.exit()).as(ended.said()).isZero();
    return ended.said();
  }

  @ParameterizedTest
  @CsvSource({"study, true, 1 of 1 claims agree.", "train, false, Tables: "})
  void aJobHasTheSameRowsAndALogThatExists(String job, boolean rolling, String said)
      throws Exception {
    Path on3 = scratch.resolve(job + "-3");
    Path on4 = scratch.resolve(job + "-4");
    Job job3 = start("", job, on3, rolling);
    Job job4 = start(newest, job, on4, rolling);
    succeed(job3);
    assertThat(succeed(job4)).contains(said);
    SameRows.check(on3, on4);
    assertThat(Files.isDirectory(log("", on3))).isEqualTo(rolling);
    assertThat(Files.isDirectory(log(newest, on4))).isEqualTo(rolling);
  }

  /** Where {@code jobs/status} says that the event log is. */
  private static Path log(String home, Path out) throws Exception {
    Job.Ended status = Job.run("env", "SPARK_HOME=" + home, "jobs/status", out.toString());
    Matcher log = LOG.matcher(status.said());
    assertThat(log.find()).as(status.said()).isTrue();
    Path path = Path.of(log.group(1));
    assertThat(path).exists();
    return path;
  }
}
