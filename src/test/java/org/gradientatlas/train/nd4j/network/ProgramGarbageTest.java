package org.gradientatlas.train.nd4j.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Steps of every architecture, one after the other in a process of their own. */
class ProgramGarbageTest {
  private static final long LITTLE = 512;

  /** What a loop is compiled to must not depend on the networks trained before. */
  @Test
  void stepsOfEveryArchitectureAllocateNothing() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ProgramGarbage.class.getName(),
                Long.toString(LITTLE))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
    assertThat(process.waitFor()).isZero();
    assertThat(lines).hasSize(2 * ProgramGarbage.architectures().size());
    assertThat(lines)
        .allSatisfy(line -> assertThat(Long.parseLong(line.split(" ")[1])).isLessThan(LITTLE));
  }
}
