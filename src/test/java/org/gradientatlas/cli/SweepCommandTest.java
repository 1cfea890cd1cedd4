package org.gradientatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is refused before Spark starts. */
class SweepCommandTest {
  private static final Path QUICKSTART = Path.of("conf/studies/quickstart.conf");

  private final StringWriter said = new StringWriter();
  @TempDir Path scratch;

  private int run(String... arguments) {
    CommandLine command = Main.commandLine();
    command.setErr(new PrintWriter(said, true));
    return command.execute(arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"study", "sweep"})
  void fiveMistakesAreFiveProblemsAndNothingIsWritten(String command) throws Exception {
    Path study = scratch.resolve("broken.conf");
    Files.writeString(
        study,
        """
        study { name = broken, replicas = 3 }
        grid {
          depth = [2, 0]
          initializer = [he-nromal]
          clip = { type = value, threshold = -1 }
        }
        training { steps = many }
        """);
    Path out = scratch.resolve("out");
    assertThat(run(command, study.toString(), "--out", out.toString())).isEqualTo(2);
    assertThat(said.toString())
        .contains("5 problems")
        .contains("study.replicas (line 1)", "did you mean replicates?")
        .contains("grid.depth (line 3)")
        .contains("grid.initializer (line 4)", "did you mean he-normal?")
        .contains("threshold", "-1")
        .contains("training.steps (line 7)", "many");
    assertThat(out).doesNotExist();
  }

  @Test
  void anOverrideIsCheckedLikeTheFile() {
    Path out = scratch.resolve("out");
    assertThat(
            run("sweep", QUICKSTART.toString(), "--out", out.toString(), "--set", "grid.depth=[0]"))
        .isEqualTo(2);
    assertThat(said.toString()).contains("grid.depth (--set grid.depth=[0])");
    assertThat(out).doesNotExist();
  }

  @Test
  void wrongUsageExitsWithTwo() {
    assertThat(run("sweep", QUICKSTART.toString())).isEqualTo(2);
    assertThat(said.toString()).contains("--out");
  }
}
