package org.gradientatlas.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** The data that the page's scripts read. */
class PageDataTest {
  private static final Path SCRIPTS = Path.of("src/main/resources/org/gradientatlas/report");
  private static final Pattern OF_CELLS = Pattern.compile("(?<!-)\\bcells\\.(\\w+)");

  @Test
  void hasEveryNumberOfCellsThatAScriptAsksFor() throws IOException {
    assertThat(PageData.of(SomeReports.gated()).get("cells"))
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsKeys(asked().toArray(String[]::new));
  }

  @Test
  void onlyNetworksWithGatesHaveAMemory() {
    assertThat(PageData.of(SomeReports.ordinary()).get("cells"))
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
        .doesNotContainKey("theoryMemory");
  }

  private static Set<String> asked() throws IOException {
    var names = new TreeSet<String>();
    try (var files = Files.newDirectoryStream(SCRIPTS, "*.js")) {
      for (Path file : files) {
        OF_CELLS
            .matcher(Files.readString(file))
            .results()
            .forEach(match -> names.add(match.group(1)));
      }
    }
    return names;
  }

  @Test
  void theMapOpensWithTheAxesThatTheTerminalShows() {
    assertThat(PageView.of(SomeReports.ordinary()))
        .containsEntry("x", "depth")
        .containsEntry("y", "initializer")
        .containsEntry("panel", "activation");
    assertThat(PageView.of(SomeReports.diverged()))
        .containsEntry("x", "depth")
        .containsEntry("y", null)
        .containsEntry("panel", null);
    assertThat(PageView.of(SomeReports.empty())).containsEntry("x", null);
  }
}
