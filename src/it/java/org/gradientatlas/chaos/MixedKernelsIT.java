package org.gradientatlas.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One output takes the trials of one BLAS kernel, unless it is told to mix them. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class MixedKernelsIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** Any CPU that runs these tests has both. */
  private static final String FIRST = "Nehalem";

  private static final String SECOND = "Prescott";

  private static final String STUDY =
      """
      study { name = kernels, replicates = 1, seed = 5 }
      grid { depth = 2, width = 8, learning-rate = 0.1, batch-size = 8 }
      data { classes = 3, features = 5, examples = 60 }
      training.steps = 4
      """;

  @TempDir Path scratch;
  private Path study;

  @BeforeEach
  void write() throws Exception {
    study = Files.writeString(scratch.resolve("study.conf"), STUDY);
  }

  private Job.Ended sweep(String kernel, String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("env", "OPENBLAS_CORETYPE=" + kernel));
    command.addAll(List.of("GRADIENT_ATLAS_ONEDNN=off", "jobs/sweep", study.toString()));
    command.addAll(List.of("--out", out().toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--", "--master", "local[2]", "--conf", "spark.ui.enabled=false"));
    command.addAll(List.of("--driver-java-options", "-XX:TieredStopAtLevel=1"));
    return Job.start(command).end(LIMIT);
  }

  private Path out() {
    return scratch.resolve("out");
  }

  private Set<String> kernels() throws Exception {
    Map<String, String> trials = Rows.pairs(out(), "SELECT trial_id, blas_kernel FROM trials");
    return new TreeSet<>(trials.values());
  }

  @Test
  void aStudyGoesOnByTheKernelThatItBeganWith() throws Exception {
    assertThat(sweep(FIRST)).extracting(Job.Ended::exit).isEqualTo(0);
    String[] more = {"--extend", "--set", "grid.depth=[2,3]"};
    Job.Ended other = sweep(SECOND, more);
    assertThat(other.exit()).as(other.said()).isEqualTo(4);
    assertThat(other.said())
        .contains("holds trials of BLAS kernel Nehalem, and the executors have Prescott.")
        .contains("OPENBLAS_CORETYPE=Nehalem in the environment", "--mixed-kernels")
        .doesNotContain("\tat ");
    assertThat(kernels()).containsExactly(FIRST);

    // As the message says.
    Job.Ended same = sweep(FIRST, more);
    assertThat(same.exit()).as(same.said()).isZero();
    assertThat(kernels()).containsExactly(FIRST);
    Job.Ended mixed = sweep(SECOND, "--extend", "--set", "grid.depth=[2,3,4]", "--mixed-kernels");
    assertThat(mixed.exit()).as(mixed.said()).isZero();
    assertThat(mixed.said()).contains("Note: ", "Nehalem", "Prescott");
    assertThat(kernels()).containsExactly(FIRST, SECOND);
  }
}
