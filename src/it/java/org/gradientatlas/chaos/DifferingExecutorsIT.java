package org.gradientatlas.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Executors of one run that have different BLAS kernels, as on a cluster of different CPUs. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class DifferingExecutorsIT {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  /** Any CPU that runs these tests has it, and none chooses it. */
  private static final String OTHER = "Prescott";

  private static final String OTHER_HOST = "127.0.0.9";

  /** Waves of several tasks, and too many to end before another executor comes. */
  private static final String STUDY =
      """
      study { name = differing, replicates = 500, seed = 5 }
      grid { depth = 6, width = 32, activation = [relu, tanh], learning-rate = [0.05, 0.1], batch-size = 32 }
      data { classes = 4, features = 16, examples = 256 }
      training.steps = 4000
      commit.every = 200ms
      """;

  /** Of processes that train nothing: half the processor time. */
  private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

  @TempDir Path scratch;

  /** A worker whose executors inherit its kernel. */
  private Process startOther(Daemons cluster) throws Exception {
    Path spark = Path.of("target", "spark").toAbsolutePath();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command = new ArrayList<>(List.of(java, "-XX:+UseSerialGC", SHORT_LIVED));
    command.addAll(List.of("-cp", spark.resolve("jars") + "/*"));
    command.add("org.apache.spark.deploy.worker.Worker");
    command.addAll(List.of("--host", OTHER_HOST, "--port", "0", "--webui-port", "0"));
    command.addAll(List.of("--cores", "1", "--memory", "1g"));
    command.addAll(List.of("--work-dir", scratch.resolve("work").toString(), cluster.address()));
    var worker = new ProcessBuilder(command).redirectErrorStream(true);
    worker.redirectOutput(scratch.resolve("worker.log").toFile());
    Map<String, String> environment = worker.environment();
    environment.put("OPENBLAS_CORETYPE", OTHER);
    environment.put("GRADIENT_ATLAS_ONEDNN", "off");
    environment.put("SPARK_HOME", spark.toString());
    environment.put("SPARK_SCALA_VERSION", "2.12");
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    return worker.start();
  }

  private Job sweep(Daemons cluster, int executors, Path out, String... arguments)
      throws Exception {
    Path study = Files.writeString(scratch.resolve("study.conf"), STUDY);
    var command = new ArrayList<>(List.of("jobs/sweep", study.toString()));
    command.addAll(List.of("--out", out.toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--", "--master", cluster.address()));
    command.addAll(List.of("--conf", "spark.ui.enabled=false"));
    command.addAll(List.of("--driver-java-options", SHORT_LIVED));
    if (executors > 1) { // Spark waits for as many as it may have.
      command.addAll(List.of("--conf", "spark.cores.max=" + executors));
      command.addAll(List.of("--conf", "spark.scheduler.minRegisteredResourcesRatio=1"));
    }
    return Job.start(command);
  }

  private static Set<String> kernels(Path out) throws Exception {
    return new TreeSet<>(Rows.pairs(out, "SELECT trial_id, blas_kernel FROM trials").values());
  }

  @Test
  void trialsOfOneRunComeFromOneKernelUnlessMixed() throws Exception {
    try (var cluster = Daemons.start("differing", "--workers", "1", "--cores", "1")) {
      Path out = scratch.resolve("out");
      Job first = sweep(cluster, 1, out);
      File trials = out.resolve("trials").toFile();
      while (first.isRunning() && (trials.list() == null || trials.list().length == 0)) {
        Thread.sleep(20);
      }
      Process other = startOther(cluster);
      try {
        Job.Ended ended = first.end(LIMIT);
        assertThat(kernels(out)).hasSize(1).doesNotContain(OTHER);
        expectEnded(ended, "The executor on " + OTHER_HOST + " has BLAS kernel " + OTHER);

        Job.Ended refused = sweep(cluster, 2, out).end(LIMIT);
        expectEnded(refused, "The executors have different BLAS kernels: ");
        assertThat(refused.said()).contains(OTHER + " (" + OTHER_HOST + ")", "(127.0.0.1)");
        assertThat(kernels(out)).hasSize(1).doesNotContain(OTHER);

        Path both = scratch.resolve("both");
        String[] more = {
          "--mixed-kernels", "--set", "training.steps=50", "--set", "study.replicates=12"
        };
        Job.Ended mixed = sweep(cluster, 2, both, more).end(LIMIT);
        assertThat(mixed.exit()).as(mixed.said()).isZero();
        assertThat(mixed.said()).contains("Note: kernels are mixed here: ");
        assertThat(kernels(both)).hasSize(2).contains(OTHER);
      } finally {
        other.destroy();
        other.waitFor();
      }
    }
  }

  private static void expectEnded(Job.Ended ended, String said) {
    assertThat(ended.exit()).as(ended.said()).isEqualTo(4);
    assertThat(ended.said()).contains(said, "--mixed-kernels").doesNotContain("\tat ");
  }
}
