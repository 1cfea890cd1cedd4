package org.gradientatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The executables of {@code jobs/}. */
class JobsTest {
  private static final Path JOBS = Path.of("jobs");

  @TempDir Path scratch;

  private static Set<Path> jobs() throws Exception {
    try (var files = Files.list(JOBS)) {
      return files.collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void everyCommandHasOneAndAllAreTheSameText() throws Exception {
    assertThat(jobs())
        .extracting(job -> job.getFileName().toString())
        .containsExactlyInAnyOrderElementsOf(Main.commandLine().getSubcommands().keySet());
    assertThat(jobs())
        .allSatisfy(job -> assertThat(job).isExecutable().isRegularFile())
        .allSatisfy(job -> assertThat(job).hasSameTextualContentAs(JOBS.resolve("study")));
  }

  @Test
  void aJobFindsItsHomeThroughALinkOfAnotherNameAndFromAnywhere() throws Exception {
    Path home = Files.createDirectory(scratch.resolve("a home"));
    Path job = Files.createDirectories(home.resolve("jobs")).resolve("plan");
    Files.copy(JOBS.resolve("plan"), job);
    Path submit = Files.createDirectories(home.resolve("scripts")).resolve("submit");
    Files.writeString(submit, "#!/usr/bin/env bash\nprintf '<%s>' \"$@\"\n");
    for (Path file : Set.of(job, submit)) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Path link = Files.createSymbolicLink(scratch.resolve("link"), Path.of("a home/jobs/plan"));
    Process process =
        new ProcessBuilder(link.toString(), "my study.conf", "--", "--master", "local")
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .start();
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("<plan><my study.conf><--><--master><local>");
  }
}
