package org.gradientatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** One option names the directory of a study in every command that has one. */
class StoredStudyTest {
  private static final Set<String> WITHOUT_OUTPUT = Set.of("plan", "theory", "completion");

  static Stream<String> commands() {
    return Main.commandLine().getSubcommands().keySet().stream()
        .filter(name -> !WITHOUT_OUTPUT.contains(name));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandTakesOut(String name) {
    CommandLine command = Objects.requireNonNull(Main.commandLine().getSubcommands().get(name));
    assertThat(command.getCommandSpec().findOption("--out")).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aMistypedOptionIsAnsweredWithTheOneThatIsNear(String name) {
    var said = new StringWriter();
    int code =
        Main.commandLine().setErr(new PrintWriter(said, true)).execute(name, "word", "--otu=x");
    assertThat(code).isEqualTo(ExitCode.INVALID.code());
    assertThat(said.toString().lines())
        .containsExactly(
            "Unknown option: --otu=x; did you mean --out?",
            "jobs/" + name + " --help lists the options.");
  }
}
