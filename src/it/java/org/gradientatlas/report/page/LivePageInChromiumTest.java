package org.gradientatlas.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.gradientatlas.report.live.LivePage;
import org.gradientatlas.report.live.LiveServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A reader who watches the page of a study that runs. */
@Timeout(180)
class LivePageInChromiumTest {
  private static final Path PICTURES = Path.of("target", "report");

  private final Browser browser = new Browser();

  @SuppressWarnings("NullAway.Init")
  private LiveServer server;

  @BeforeEach
  void serve() throws Exception {
    server = LiveServer.open(0, page(0, SomeReports.empty(), "waiting", "Looking for the study."));
    browser.open(server.address(), 1280, "light");
  }

  @AfterEach
  void close() {
    server.close();
    browser.close();
  }

  private static LivePage page(int version, Report report, String state, String message) {
    return new LivePage(version, Page.live(report, version), state, message);
  }

  /** The first wave is in, and the reader sees it. */
  private void firstWave() {
    server.show(page(1, SomeReports.ordinary(), "running", "Training: 72 of 144 trials."));
    browser.await("return Data.live === 1");
    browser.settle();
  }

  @Test
  void aStudyAppearsOnceItsFirstWaveIsThere() {
    assertThat(browser.text("#findings")).contains("No network of this study has been trained");
    browser.await("return document.querySelector('#live').dataset.state === 'waiting'");
    firstWave();
    browser.await("return document.querySelector('#live').textContent.startsWith('Training: 72')");
    assertThat(browser.text("h1")).isEqualTo("ordinary");
    assertThat(browser.answer("return Data.size")).isEqualTo("24");
  }

  @Test
  void aMessageChangesWithoutLoadingThePageAnew() {
    firstWave();
    browser.script("window.before = true");
    server.show(server.page().saying("running", "Training: 90 of 144 trials."));
    browser.await("return document.querySelector('#live').textContent.includes('90 of 144')");
    assertThat(browser.holds("return window.before === true")).isTrue();
  }

  @Test
  void theNextWaveKeepsPlaceThemeAndChoices() {
    firstWave();
    browser.choose("#map", "Colour", "final accuracy");
    browser.script("document.querySelector('#map-chart details').open = true");
    browser.click("#theme");
    browser.script("document.getElementById('cells').scrollIntoView({ behavior: 'instant' })");
    browser.settle();
    String hash = browser.answer("return location.hash");
    browser.script("window.before = true");
    server.show(page(2, SomeReports.ordinary(), "complete", "Complete: 144 of 144 trials."));
    browser.await("return window.before === undefined && Data.live === 2");
    browser.settle();
    assertThat(browser.answer("return location.hash")).isEqualTo(hash).contains("accuracy");
    assertThat(browser.answer("return document.documentElement.dataset.theme")).isEqualTo("dark");
    assertThat(browser.holds("return document.querySelector('#map-chart details').open")).isTrue();
    browser.await(
        "return Math.abs(document.getElementById('cells').getBoundingClientRect().top) < 200");
    browser.await("return document.querySelector('#live').dataset.state === 'complete'");
    assertThat(browser.unreadable()).isEmpty();
    browser.picture(PICTURES.resolve("live-complete.png"), 1280, 1200);
  }

  @Test
  void aPageWhoseServerHasEndedStaysAndSaysSo() {
    firstWave();
    server.close();
    browser.await("return document.querySelector('#live').dataset.state === 'gone'");
    assertThat(browser.text("#live")).contains("No longer served");
    assertThat(browser.text("h1")).isEqualTo("ordinary");
  }
}
