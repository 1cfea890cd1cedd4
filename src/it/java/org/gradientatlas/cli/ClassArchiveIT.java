package org.gradientatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The archive of class data that {@code scripts/submit} starts jobs from. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ClassArchiveIT {
  private static final Path ARCHIVE = Path.of("target", "class-archive.jsa");
  private static final Path MADE = Path.of("target", "class-archive.made");
  private static final String[] PLAN = {"jobs/plan", "conf/studies/quickstart.conf"};

  /** Jobs of earlier tests may have begun it; the first job begins it otherwise. */
  @BeforeAll
  static void madeByTheFirstJob() throws Exception {
    run("", PLAN);
    while (!Files.exists(ARCHIVE) || Files.exists(MADE)) {
      Thread.sleep(500);
    }
  }

  private static String run(String javaOptions, String... command) throws Exception {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    if (!javaOptions.isEmpty()) {
      builder.environment().put("JAVA_TOOL_OPTIONS", javaOptions);
    }
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  /** The options that bash gives to java, as it traces them. */
  private static String traced() throws Exception {
    return run("", "bash", "-x", "scripts/submit", "plan", "conf/studies/quickstart.conf");
  }

  @Test
  void aJobIsStartedFromIt() throws Exception {
    assertThat(traced()).contains("-XX:SharedArchiveFile=");
  }

  @Test
  void theJvmAcceptsItForTheClassPathOfTheJobs() throws Exception {
    String command =
        traced()
            .lines()
            .filter(line -> line.contains("exec ") && line.contains("SharedArchiveFile"))
            .findFirst()
            .orElseThrow()
            .replaceFirst("^\\++ exec ", "")
            .replace("-Xlog:cds=off", "-Xlog:class+load:stdout -Xshare:on");
    assertThat(run("", "bash", "-c", command.replace("/jars/*:", "/jars/'*':")))
        .contains("org.gradientatlas.study.Study source: shared objects file");
  }

  /** A recording that starts with a JVM of Java 17 would kill it. */
  @Test
  void aJvmWithOptionsOfTheUserDoesWithoutIt() throws Exception {
    Path recording = Files.createTempFile("recording", ".jfr");
    assertThat(run("-XX:StartFlightRecording=filename=" + recording, PLAN)).contains("480 trials");
    assertThat(recording).isNotEmptyFile();
    Files.delete(recording);
  }
}
