package org.gradientatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How commands fail on the class paths that {@code scripts/submit} gives them. */
@Timeout(60)
class ErrorPathsIT {
  private static final Path JAR = Path.of("target", "gradient-atlas.jar");
  private static final String DEEP = "grid { depth = " + "[".repeat(20_000) + " }";

  @TempDir Path scratch;

  private record Ended(int exit, String said) {}

  private static Ended run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }

  /** A command by its script, from the jar that is there. */
  private static Ended job(String name, String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("jobs/" + name));
    command.addAll(List.of(arguments));
    return run(command.toArray(String[]::new));
  }

  /** On the poorest class path there is: the jar, without Spark. */
  private static Ended fail(FailingCommand.Way way) throws Exception {
    String classes = JAR + File.pathSeparator + Path.of("target", "test-classes");
    return run(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx64m",
        "-cp",
        classes,
        FailingCommand.class.getName(),
        "fail",
        way.name());
  }

  private String study(String text) throws Exception {
    return Files.writeString(scratch.resolve("study.conf"), text).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "sweep"})
  void aDeeplyNestedStudyIsAProblemOfTheStudy(String job) throws Exception {
    String file = study(DEEP);
    String out = scratch.resolve("out").toString();
    Ended ended = job.equals("plan") ? job(job, file) : job(job, file, "--out", out);
    assertThat(ended.said())
        .contains(file + " (line 1): not valid HOCON: nested too deeply")
        .doesNotContain("Exception", "Error", "\tat ");
    assertThat(ended.exit()).isEqualTo(ExitCode.INVALID.code());
    assertThat(Path.of(out)).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "theory, --activation rleu, did you mean relu?",
    "status, nowhere, holds no trained study",
    "query, nowhere, holds no trained study",
    "doctor, --output nowhere, holds no trained study",
    "report, nowhere, holds no trained study",
  })
  void whatIsWrongIsSaidOnEveryClassPath(String job, String arguments, String expected)
      throws Exception {
    Ended ended = job(job, arguments.split(" "));
    assertThat(ended.said()).contains(expected).doesNotContain("Exception", "Error", "\tat ");
    assertThat(ended.exit()).isEqualTo(ExitCode.INVALID.code());
  }

  @Test
  void aHeapThatIsTooSmallIsSaidInOneLine() throws Exception {
    String file = study("# " + "x".repeat(31 << 20));
    Ended ended = run("env", "JDK_JAVA_OPTIONS=-Xmx32m", "jobs/plan", file);
    assertThat(ended.said())
        .contains("Out of memory (Java heap space), with a heap of", "JDK_JAVA_OPTIONS=-Xmx")
        .doesNotContain("\tat ");
    assertThat(ended.exit()).isEqualTo(ExitCode.BROKEN_OFF.code());
  }

  @ParameterizedTest
  @CsvSource({
    "DISK, The job broke off: No space left on device",
    "INTERRUPT, The job broke off: Spark has stopped",
    "HEAP, 'Out of memory (Java heap space), with a heap of'",
  })
  void aFaultOfTheMachineIsExplainedWithoutSpark(FailingCommand.Way way, String expected)
      throws Exception {
    Ended ended = fail(way);
    assertThat(ended.said()).startsWith(expected).doesNotContain("\tat ");
    assertThat(ended.exit()).isEqualTo(ExitCode.BROKEN_OFF.code());
  }

  @ParameterizedTest
  @CsvSource({
    "MISTAKE, java.lang.IllegalStateException: a mistake of ours",
    "STACK, java.lang.StackOverflowError",
  })
  void anUnforeseenErrorKeepsItsStackTraceWithoutSpark(FailingCommand.Way way, String expected)
      throws Exception {
    Ended ended = fail(way);
    assertThat(ended.said())
        .contains(expected, "\tat org.gradientatlas.cli.FailingCommand")
        .doesNotContain("NoClassDefFoundError");
    assertThat(ended.exit()).isEqualTo(ExitCode.BROKEN_OFF.code());
  }

  /** As {@code | head} does: what is printed afterwards goes nowhere, without a word. */
  @ParameterizedTest
  @ValueSource(strings = {"jobs/plan conf/studies/quickstart.conf --cells", "jobs/theory"})
  void aReaderThatLeavesIsNoError(String command) throws Exception {
    Ended ended = run("bash", "-c", command + " | true; echo \"exit ${PIPESTATUS[0]}\"");
    assertThat(ended.said()).isEqualTo("exit 0\n");
  }
}
