package org.gradientatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What is refused; the page itself is tested where it is written. */
class ReproductionsCommandTest {
  private final StringWriter said = new StringWriter();

  @TempDir Path scratch;

  private int run(String... arguments) {
    CommandLine command = Main.commandLine();
    command.setErr(new PrintWriter(said, true));
    return command.execute(arguments);
  }

  @Test
  void withoutADirectoryThereIsNoPage() {
    assertThat(run("reproductions")).isEqualTo(2);
    assertThat(said.toString()).contains("Missing: DIR");
  }

  @Test
  void aDirectoryWithoutAStudyIsNamed() {
    Path none = scratch.resolve("none");
    assertThat(run("reproductions", none.toString())).isEqualTo(2);
    assertThat(said.toString()).contains(none + "/study.conf: no such file");
  }
}
