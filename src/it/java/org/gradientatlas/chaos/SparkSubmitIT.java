package org.gradientatlas.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar by a bare spark-submit, without what {@code jobs/} sets up. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SparkSubmitIT {
  private static final String STUDY =
      """
      study { name = one, replicates = 1, seed = 5 }
      grid { depth = 2, width = 8, learning-rate = 0.1, batch-size = 8 }
      data { classes = 3, features = 5, examples = 60 }
      training.steps = 4
      """;

  private static final String PARQUET = "glob:**.parquet";

  /** Everything that Spark says about itself, marked. */
  private static final String LOUD =
      """
      rootLogger.level = info
      rootLogger.appenderRef.console.ref = console
      appender.console.type = Console
      appender.console.name = console
      appender.console.layout.type = PatternLayout
      appender.console.layout.pattern = mine %p %c{1}: %m%n
      """;

  @TempDir Path scratch;

  /** Lays out Spark if this is the first test that needs it. */
  @BeforeAll
  static void layOut() throws Exception {
    assertThat(Job.run("jobs/status", "nowhere").said()).contains("nowhere");
  }

  private static Job.Ended submit(List<String> options, String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("env", "-u", "LOG4J_CONFIGURATION_FILE"));
    command.addAll(List.of("SPARK_LOCAL_IP=127.0.0.1", "java", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED"));
    options.stream().filter(option -> option.startsWith("-D")).forEach(command::add);
    command.addAll(List.of("-cp", "target/spark/jars/*", "org.apache.spark.deploy.SparkSubmit"));
    command.addAll(List.of("--master", "local[1]", "--conf", "spark.ui.enabled=false"));
    for (String option : options) {
      if (!option.startsWith("-D")) {
        command.addAll(List.of("--conf", option));
      }
    }
    command.add("target/gradient-atlas.jar");
    command.addAll(List.of(arguments));
    return Job.start(command).end(Duration.ofMinutes(2));
  }

  @Test
  void theConsoleIsForTheJob() throws Exception {
    Job.Ended ended = submit(List.of(), "doctor");
    assertThat(ended.exit()).as(ended.said()).isZero();
    assertThat(ended.said()).contains("executor driver on").doesNotContain("INFO SparkContext");
  }

  @Test
  void aUsersOwnLoggingStaysInForce() throws Exception {
    Path settings = Files.writeString(scratch.resolve("mine.properties"), LOUD);
    Job.Ended ended = submit(List.of("-Dlog4j2.configurationFile=" + settings), "doctor");
    assertThat(ended.exit()).as(ended.said()).isZero();
    assertThat(ended.said())
        .contains("mine INFO SparkContext: Running Spark version")
        .contains("mine INFO SparkContext: Successfully stopped SparkContext");
  }

  /** viewfs needs no daemon: here it leads to a directory of this machine. */
  @Test
  void anOutputThatLeadsAwayFromThisMachineIsNoted() throws Exception {
    String study = Files.writeString(scratch.resolve("study.conf"), STUDY).toString();
    Path far = Files.createDirectory(scratch.resolve("far"));
    List<String> away =
        List.of(
            "spark.hadoop.fs.defaultFS=viewfs://atlas/",
            "spark.hadoop.fs.viewfs.mounttable.atlas.link./runs=" + far.toUri());
    Job.Ended ended = submit(away, "sweep", "file:" + study, "--out", "/runs/one");
    assertThat(ended.exit()).as(ended.said()).isZero();
    assertThat(ended.said())
        .contains("Output: viewfs://atlas/runs/one\n")
        .contains("Note: --out /runs/one names no file system")
        .contains("file:/runs/one would be here.");
    assertThat(far.resolve("one/trials")).isDirectoryContaining(PARQUET);

    String scheme = scratch.resolve("near").toUri().toString();
    Job.Ended here = submit(away, "sweep", "file:" + study, "--out", scheme);
    assertThat(here.exit()).as(here.said()).isZero();
    assertThat(here.said()).doesNotContain("Note: ");
    assertThat(scratch.resolve("near/trials")).isDirectoryContaining(PARQUET);
  }
}
