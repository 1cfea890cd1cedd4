package org.gradientatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gradientatlas.ProcessForTests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is refused before Spark starts, and how a study with a gate ends. */
class SummarizeCommandTest {
  private final StringWriter said = new StringWriter();
  @TempDir Path scratch;

  private int run(String... arguments) {
    CommandLine command = Main.commandLine();
    command.setErr(new PrintWriter(said, true));
    return command.execute(arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"summarize", "study"})
  void unknownVerdictsAreAllNamedWithTheNearest(String command) {
    String[] arguments =
        command.equals("study")
            ? new String[] {
              "study",
              "conf/studies/quickstart.conf",
              "--out",
              scratch.resolve("out").toString(),
              "--fail-on",
              "EXPLODNG,LEARNED,DEADUNITS"
            }
            : new String[] {
              "summarize", scratch.toString(), "--fail-on", "EXPLODNG,LEARNED,DEADUNITS"
            };
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(said.toString())
        .contains("--fail-on EXPLODNG: unknown mechanism, verdict or rule; did you mean EXPLODING?")
        .contains(
            "--fail-on DEADUNITS: unknown mechanism, verdict or rule; did you mean DEAD_UNITS?");
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void unknownThresholdsAreProblems() {
    assertThat(
            run(
                "summarize",
                scratch.toString(),
                "--set",
                "rules.vanishing-slope.slop=-0.1",
                "--set",
                "grid.depth=3"))
        .isEqualTo(2);
    assertThat(said.toString())
        .contains("2 problems")
        .contains("rules.vanishing-slope.slop")
        .contains("did you mean slope?")
        .contains("grid (--set grid.depth=3): grid: unknown key; known: rules");
  }

  @Test
  void aGateBeatsFailedTrialsAndAStudyEndsWithItsSummary() throws Exception {
    Path study =
        Files.writeString(
            scratch.resolve("few.conf"),
            """
            study { name = few, replicates = 1 }
            grid { depth = 1, width = 4, batch-size = 8, data.examples = [40, 500000000] }
            data { classes = 2, features = 1 }
            training { steps = 2 }
            """);
    String out = scratch.resolve("out").toString();
    var failed = ProcessForTests.run("local[2]", "study", study.toString(), "--out", out);
    assertThat(failed.exit()).as(failed.said()).isEqualTo(3);
    assertThat(failed.said())
        .contains("Trials by what their gradients did (rows) and whether they learned (columns):")
        .contains("NOT_EVALUABLE");
    var gated =
        ProcessForTests.run(
            "local[2]", "study", study.toString(), "--out", out, "--fail-on", "NOT_EVALUABLE");
    assertThat(gated.exit()).as(gated.said()).isEqualTo(5);
    assertThat(gated.said()).contains("--fail-on NOT_EVALUABLE: 1 of 2 trials. They are:");
  }
}
