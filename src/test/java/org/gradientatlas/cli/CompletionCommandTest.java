package org.gradientatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {
  @TempDir Path scratch;

  @Test
  void bashCompletesTheOptionsOfEveryJob() throws Exception {
    var script = new StringWriter();
    assertThat(Main.commandLine().setOut(new PrintWriter(script)).execute("completion", "bash"))
        .isZero();
    Path file = Files.writeString(scratch.resolve("completion"), script.toString());
    String ask =
        """
        compopt() { :; }
        . %s
        complete -p ./jobs/query jobs/completion
        COMP_WORDS=(jobs/study --ext) COMP_CWORD=1
        _complete_study
        echo "${COMPREPLY[@]}"
        """
            .formatted(file);
    Process bash = new ProcessBuilder("bash", "-c", ask).redirectErrorStream(true).start();
    assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
        .containsExactly(
            "complete -o default -F _complete_query ./jobs/query",
            "complete -o default -F _complete_completion jobs/completion",
            "--extend");
  }
}
