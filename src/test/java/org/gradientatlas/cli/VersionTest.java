package org.gradientatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VersionTest {
  static Stream<List<String>> commands() {
    return Stream.concat(
        Stream.of(List.of("--version")),
        Main.commandLine().getSubcommands().keySet().stream().map(name -> List.of(name, "-V")));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandTellsVersionAndCommit(List<String> arguments) {
    var said = new StringWriter();
    int code =
        Main.commandLine().setOut(new PrintWriter(said)).execute(arguments.toArray(String[]::new));
    assertThat(code).isZero();
    assertThat(said.toString()).matches("Gradient Atlas \\d+\\.\\d+\\S*, commit \\S+\\R");
  }
}
