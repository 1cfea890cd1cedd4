package org.gradientatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/engineering/faults.md counts the cases of {@code src/test/resources/bad-input}. */
class BadInputPageTest {
  private static final Path PAGE = Path.of("docs/engineering/faults.md");

  @ParameterizedTest
  @ValueSource(strings = {"study", "data"})
  void thePageHasARowForEveryFileOfCases(String folder) throws IOException {
    String page = Files.readString(PAGE);
    for (Map.Entry<String, Path> file : BadInputTest.files(folder).entrySet()) {
      int cases = BadInputCase.read(file.getValue()).size();
      assertThat(page)
          .as(file.getValue().toString())
          .containsPattern(
              "(?m)^\\| `%s/%s\\.txt` \\| .+ \\| %d \\|$".formatted(folder, file.getKey(), cases));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"study", "data"})
  void noCaseIsWithoutItsExpectation(String folder) throws IOException {
    for (Path file : BadInputTest.files(folder).values()) {
      long titles = Files.readString(file).lines().filter(l -> l.startsWith("=== ")).count();
      assertThat(BadInputCase.read(file))
          .as(file.toString())
          .hasSize((int) titles)
          .allSatisfy(one -> assertThat(one.expected()).isNotBlank());
    }
  }
}
