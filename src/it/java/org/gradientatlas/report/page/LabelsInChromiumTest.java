package org.gradientatlas.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Long labels in little room. */
class LabelsInChromiumTest {
  private static final Path PICTURES = Path.of("target", "report");
  private static final String LABELS =
      "['dense', 'residual-blocks(norm=none,scale=deepnorm)',"
          + " 'residual-blocks(norm=none,scale=fixup)', 'residual-blocks(norm=post,scale=fixup)']";

  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    Files.createDirectories(PICTURES);
    browser = new Browser();
    browser.open(
        Files.writeString(PICTURES.resolve("labels.html"), Page.of(SomeReports.ordinary())),
        1280,
        "light",
        "");
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  private static List<String> fit(int width, int lines) {
    return List.of(
        browser
            .answer(
                "return [...Labels.fit(%s, %d, %d).values()].join('|')"
                    .formatted(LABELS, width, lines))
            .split("\\|"));
  }

  @Test
  void labelsAreBrokenIntoLines() {
    assertThat(fit(190, 2).get(1)).isEqualTo("residual-blocks(norm=none,\nscale=deepnorm)");
    assertThat(fit(400, 1).get(1)).isEqualTo("residual-blocks(norm=none,scale=deepnorm)");
  }

  @Test
  void labelsThatAreCutStillDiffer() {
    for (int width = 60; width < 300; width += 15) {
      List<String> texts = fit(width, 1);
      assertThat(texts).as("%d pixels", width).doesNotHaveDuplicates();
      assertThat(texts.get(0)).isEqualTo("dense");
    }
    assertThat(fit(230, 1).get(1)).endsWith("scale=deepnorm)").contains("…");
  }
}
