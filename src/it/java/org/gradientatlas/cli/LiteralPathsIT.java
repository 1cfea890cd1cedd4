package org.gradientatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Paths on their whole way from a shell through the scripts and spark-submit. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LiteralPathsIT {
  /** Whatever some program on the way might take for more than a letter. */
  private static final String NAME =
      "@all 'in' \"one\" [a]{b,c}*?%20% 10:00 gr\u00f6\u00dfe \uD83D\uDE80 depth=99 #&;|<> \\ $HOME"
          + " `x` ~ !^-";

  private static final String STUDY =
      """
      study { name = tiny, replicates = 1, seed = 1 }
      grid { depth = 2, width = 4, learning-rate = 0.1, batch-size = 16 }
      data { classes = 3, features = 5, examples = 60 }
      training.steps = 2
      claims = [
        { claim = deepest, measured = "SELECT max(depth) FROM trials", published = 2, tolerance = 0 }
      ]
      """;

  @TempDir Path scratch;

  /** Runs a job in the directory of the study, in a locale that has no other letters than ASCII. */
  private String run(String job, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(Path.of("jobs", job).toAbsolutePath() + ""));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true).directory(home().toFile());
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private Path home() {
    return scratch.resolve(NAME);
  }

  @Test
  void anyPathHoldsAStudy() throws Exception {
    Files.createDirectory(home());
    String file = NAME + ".conf";
    Files.writeString(home().resolve(file), STUDY);
    String out = "./-x//" + NAME + "/";
    assertThat(run("study", file, "--out", out)).contains("1 of 1 claims agree.");
    assertThat(run("study", file, "--out", out)).contains("Nothing is left to do");
    assertThat(run("summarize", out)).contains("Tables: ");
    assertThat(run("report", out)).contains("Report: ");
    assertThat(run("status", out)).contains("study tiny: done");
    assertThat(run("doctor", "--out", out)).contains("every trial has all its rows once");
    assertThat(run("query", out, "SELECT max(depth) AS deepest FROM trials", "--format", "csv"))
        .isEqualToIgnoringNewLines("deepest2");
    assertThat(run("reproductions", out)).contains("| [tiny](#tiny) | 1 of 1 |");
    assertThat(home().resolve("-x").resolve(NAME).resolve("report.html")).isNotEmptyFile();
  }
}
