package org.gradientatlas.spark.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gradientatlas.ProcessForTests;
import org.gradientatlas.ProcessForTests.Ended;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that dies is not one that was told to stop. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class EndingProcessTest {
  /** Its network is tiny. Its rows, of which a task makes objects all at once, are many. */
  private static final String MANY_ROWS =
      """
      study { name = rows, replicates = 1, seed = 1 }
      grid { depth = 40, width = 2, learning-rate = 0.001, batch-size = 4 }
      data { classes = 3, features = 2, examples = 60 }
      training { steps = 5000, record = every }
      """;

  @TempDir Path scratch;

  private Process sweep(String heap) throws Exception {
    String file = Files.writeString(scratch.resolve("rows.conf"), MANY_ROWS).toString();
    return ProcessForTests.start(
        "local[1,4]", heap, log(), List.of("sweep", file, "--out", out().toString()));
  }

  private Path log() {
    return scratch.resolve("log");
  }

  private Path out() {
    return scratch.resolve("out");
  }

  private Ended status() throws Exception {
    return ProcessForTests.run("local[1]", "status", out().toString());
  }

  @Test
  void aTaskWithoutMemoryBreaksTheJobOffAndSaysWhatToRaise() throws Exception {
    Process process = sweep("480m");
    assertThat(process.waitFor()).as(Files.readString(log())).isEqualTo(1);
    assertThat(Files.readString(log()).lines().filter(line -> line.contains("memory")))
        .containsExactly(
            "The job broke off: memory ran out in the driver (Java heap space): raise"
                + " spark.driver.memory, for example with -- --driver-memory 4g");
    assertThat(Files.readString(log()))
        .doesNotContain("Interrupted")
        .doesNotContain("Exception")
        .doesNotContain("\tat ");
    assertThat(out().resolve("_LOCK")).doesNotExist();
    assertThat(status().exit()).isEqualTo(1);
    assertThat(status().said()).contains("study rows: failed. memory ran out in the driver");
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
  void aSignalInterruptsARun(String signal, int exit) throws Exception {
    Process process = sweep("1g");
    while (process.isAlive() && !Files.exists(out().resolve("study.conf"))) {
      Thread.sleep(20);
    }
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    assertThat(process.waitFor()).as(Files.readString(log())).isEqualTo(exit);
    assertThat(Files.readString(log()))
        .contains("Interrupted: 0 trials of this run are kept")
        .doesNotContain("broke off");
    assertThat(status().exit()).isEqualTo(130);
  }

  /** As a shell starts what it puts into the background. */
  @Test
  void anIgnoredSignalStaysIgnored() throws Exception {
    String file = Files.writeString(scratch.resolve("s.conf"), MANY_ROWS).toString();
    Process process =
        ProcessForTests.deafTo(
            "HUP",
            log(),
            List.of("sweep", file, "--set", "training.steps=300", "--out", out().toString()));
    while (process.isAlive() && !Files.exists(out().resolve("study.conf"))) {
      Thread.sleep(20);
    }
    new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor();
    assertThat(process.waitFor()).as(Files.readString(log())).isZero();
  }
}
