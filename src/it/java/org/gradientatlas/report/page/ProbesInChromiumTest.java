package org.gradientatlas.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page of a study that trained nothing speaks of probes, and of nothing that was reached. */
class ProbesInChromiumTest {
  private static final Path PICTURES = Path.of("target", "report");

  private static Browser browser;
  private static Path page;

  @BeforeAll
  static void start() throws IOException {
    Files.createDirectories(PICTURES);
    browser = new Browser();
    page = Files.writeString(PICTURES.resolve("probed.html"), Page.of(SomeReports.probed()));
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  @Test
  void findingsAreThoseOfTheProbes() {
    browser.open(page, 1280, "light", "");
    browser.assertQuiet();

    assertThat(browser.elements("#findings .finding"))
        .extracting(org.openqa.selenium.WebElement::getText)
        .first()
        .isEqualTo(
            "Nothing was trained: in the probes of 12 networks, gradients vanish in 25 % and explode"
                + " in 0 %.");
    assertThat(browser.text("#findings")).doesNotContain("learn");
    browser.picture(PICTURES.resolve("probed.png"), 1280, 5000);
  }

  @Test
  void nothingIsShownThatNeedsTraining() {
    browser.open(page, 1280, "light", "");

    for (String id : List.of("#pairs", "#curves", "#pass-control", "#heat-controls button")) {
      assertThat(browser.elements(id).stream().noneMatch(e -> e.isDisplayed())).as(id).isTrue();
    }
    assertThat(browser.seen("#map-controls option"))
        .contains("what gradients did", "gradient factor over depth")
        .doesNotContain("learned, or why not", "whether it learned", "final accuracy");
    assertThat(browser.seen("#change-table th"))
        .containsExactly("with instead", "slope, decades a layer", "gradients then");
    assertThat(browser.seen("#cells-table th"))
        .containsExactly("depth", "initializer", "gradients", "factor, log10", "slope", "theory");
    assertThat(browser.text("#network-says")).startsWith("gradients: ").doesNotContain("outcome");
    assertThat(browser.text("main")).doesNotContain("not evaluable").doesNotContain("accuracy");
  }
}
