package org.gradientatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExitCodesPageTest {
  @Test
  void thePageHasARowAndASectionForEveryCode() throws IOException {
    String page = Files.readString(Path.of("docs/reference/exit-codes.md"));
    String[] codes =
        Arrays.stream(ExitCode.values()).map(c -> String.valueOf(c.code())).toArray(String[]::new);
    assertThat(page.lines().filter(line -> line.matches("\\| \\d+ \\|.*")))
        .extracting(line -> line.split(" ")[1])
        .containsExactly(codes);
    assertThat(page.lines().filter(line -> line.matches("## \\d+: .*")))
        .extracting(line -> line.substring(3, line.indexOf(':')))
        .containsExactly(codes);
  }
}
