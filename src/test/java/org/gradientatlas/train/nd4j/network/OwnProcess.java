package org.gradientatlas.train.nd4j.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a main class in a process of its own: what loops are compiled to depends on what the tests
 * of single loops have done.
 */
final class OwnProcess {
  private OwnProcess() {}

  /**
   * What it prints, a line of a name and a number each, by line and name; the numbers are the least
   * of up to three processes. Once in a while the JIT compiles one loop badly: that is chance, and
   * a loop that it compiles badly in each process is not.
   *
   * @param enough its argument; no process is needed after one with less on each line
   */
  static Map<String, Long> least(Class<?> main, long enough) throws Exception {
    var least = new LinkedHashMap<String, Long>();
    for (int i = 0; i < 3 && (i == 0 || least.values().stream().anyMatch(n -> n >= enough)); i++) {
      List<String> lines = lines(main, Long.toString(enough));
      for (int at = 0; at < lines.size(); at++) {
        String[] parts = lines.get(at).split(" ");
        least.merge(at + ": " + parts[0], Long.parseLong(parts[1]), Math::min);
      }
    }
    return least;
  }

  private static List<String> lines(Class<?> main, String argument) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                argument)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
    assertThat(process.waitFor()).isZero();
    return lines;
  }
}
