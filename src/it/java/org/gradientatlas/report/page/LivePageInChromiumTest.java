package org.gradientatlas.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gradientatlas.SparkForTests;
import org.gradientatlas.report.live.LiveServer;
import org.gradientatlas.spark.SilentJobs;
import org.gradientatlas.spark.live.LiveReport;
import org.gradientatlas.study.Study;
import org.gradientatlas.study.file.StudyFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A reader who watches a study that runs. */
@Timeout(900)
class LivePageInChromiumTest {
  private static final Path PICTURES = Path.of("target", "report");
  private static final String STUDY =
      """
      study { name = growing, replicates = 2, seed = 5 }
      grid {
        depth = [2, 6, 12, 20], width = 24, activation = [tanh, relu, sigmoid]
        initializer = [xavier-normal, he-normal]
      }
      data { classes = 3, features = 6, examples = 400 }
      training { steps = 2000 }
      commit.every = 1ms
      """;

  @TempDir Path home;

  @Test
  void thePageFollowsTheRunAndKeepsPlaceAndChoices() throws Exception {
    Path file = Files.writeString(home.resolve("growing.conf"), STUDY);
    Study study = StudyFile.load(file, List.of());
    Path out = home.resolve("out");
    var ended = new AtomicBoolean();
    try (LiveServer server = LiveServer.open(0, LiveReport.before("out"));
        var browser = new Browser()) {
      var live = new LiveReport(SparkForTests.session(), out.toString(), server, line -> {});
      var follower = new Thread(() -> live.until(ended::get), "follower");
      follower.start();
      browser.open(server.address(), 1280, "light");
      assertThat(browser.text("#findings")).contains("No network of this study has been trained");
      browser.await("return document.querySelector('#live').textContent.startsWith('Waiting')");

      CompletableFuture<?> run = CompletableFuture.runAsync(() -> sweep(study, out));
      browser.await("return Data.size > 0");
      int first = cells(browser);
      browser.choose("#map", "Colour", "final accuracy");
      browser.script("document.querySelector('#map-chart details').open = true");
      browser.click("#theme");
      browser.script("document.getElementById('cells').scrollIntoView({ behavior: 'instant' })");
      browser.settle();
      String hash = browser.answer("return location.hash");
      browser.script("window.before = true");

      browser.await("return window.before === undefined && Data.size > " + first);
      browser.settle();
      assertThat(browser.answer("return location.hash")).isEqualTo(hash).contains("accuracy");
      assertThat(browser.answer("return document.documentElement.dataset.theme")).isEqualTo("dark");
      assertThat(browser.holds("return document.querySelector('#map-chart details').open"))
          .isTrue();
      browser.await(
          "return Math.abs(document.getElementById('cells').getBoundingClientRect().top -"
              + " parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop)) < 200");

      run.join();
      browser.await("return document.querySelector('#live').dataset.state === 'complete'");
      browser.await("return Data.size === 24");
      assertThat(browser.text("#live")).isEqualTo("Complete: 48 of 48 trials.");
      browser.picture(PICTURES.resolve("live-complete.png"), 1280, 1200);
      ended.set(true);
      follower.join();
      server.close();
      browser.await("return document.querySelector('#live').dataset.state === 'gone'");
      assertThat(browser.text("h1")).isEqualTo("growing");
    }
  }

  private static int cells(Browser browser) {
    return Integer.parseInt(browser.answer("return Data.size"));
  }

  private static void sweep(Study study, Path out) {
    try {
      SilentJobs.sweep(study, out);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
