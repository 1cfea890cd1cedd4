package org.gradientatlas.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The panels that show how axes act together and what happens inside a network. */
class PanelsInChromiumTest {
  private static final Path PICTURES = Path.of("target", "report");
  private static final List<String> PANELS =
      List.of("pairs", "parallel", "overlay", "heat", "ridges");
  private static final int WIDE = 1280;
  private static final String SCHEME = "light";

  private static Browser browser;
  private static Path page;

  @BeforeAll
  static void start() throws IOException {
    Files.createDirectories(PICTURES);
    browser = new Browser();
    page = Files.writeString(PICTURES.resolve("panels.html"), Page.of(SomeReports.ordinary()));
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  static Stream<Arguments> looks() {
    return Stream.of(480, WIDE, 1920)
        .flatMap(width -> Stream.of("light", "dark").map(scheme -> Arguments.of(width, scheme)));
  }

  private static String words(String chart) {
    return browser.answer(
        "return [...document.querySelectorAll('%s svg text')].map(t => t.textContent).join(' ')"
            .formatted(chart));
  }

  private static String drawn(String chart) {
    return browser.answer("return document.querySelector('" + chart + " svg').outerHTML");
  }

  private static WebElement handle(String name) {
    return browser.element(".handle[aria-label='" + name + "']");
  }

  @ParameterizedTest
  @MethodSource("looks")
  void everyPanelFitsIsQuietAndCutsNoText(int width, String scheme) {
    browser.open(page, width, scheme, "");

    browser.assertQuiet();
    assertThat(browser.holds("return document.documentElement.scrollWidth <= innerWidth")).isTrue();
    for (String panel : PANELS) {
      assertThat(browser.element("#" + panel).isDisplayed()).as(panel).isTrue();
      assertThat(
              (List<?>)
                  browser.script(
                      """
                      return [...document.querySelectorAll(`#${arguments[0]} .canvas`)].flatMap(canvas => {
                        const box = canvas.getBoundingClientRect();
                        return [...canvas.querySelectorAll("svg text")].filter(text => {
                          const { left, right, top, bottom } = text.getBoundingClientRect();
                          return left < box.left - 2 || right > box.right + 2 || top < box.top - 2 || bottom > box.bottom + 2;
                        }).map(text => text.textContent);
                      });
                      """,
                      panel))
          .as("texts that leave a chart of %s at %d", panel, width)
          .isEmpty();
    }
    browser.picture(PICTURES.resolve("panels-%d-%s.png".formatted(width, scheme)), width, 6000);
  }

  @ParameterizedTest
  @MethodSource("looks")
  void linesStandOutFromTheCard(int width, String scheme) {
    browser.open(page, width, scheme, "");

    String contrast =
        """
        const light = colour => {
          const [r, g, b] = colour.match(/[0-9a-f]{2}/gi).map(c => parseInt(c, 16) / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
          return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
        };
        const card = light(Theme.css("--card"));
        return [Theme.css("--accent"), Theme.css("--other"), Theme.css("--text")].map(light)
          .every(colour => Math.max(colour, card) / Math.min(colour, card) >= 4.5);
        """;
    assertThat(browser.holds(contrast)).isTrue();
  }

  @Test
  void everyControlHasAName() {
    browser.open(page, WIDE, SCHEME, "#brush.depth=0..1");

    for (String panel : PANELS) {
      List<WebElement> controls =
          browser.elements(
              "#%1$s select, #%1$s button, #%1$s input, #%1$s [role=slider]".formatted(panel));
      assertThat(controls).as(panel).isNotEmpty();
      assertThat(controls).allSatisfy(c -> assertThat(c.getAccessibleName()).isNotBlank());
      assertThat(browser.elements("#" + panel + " .canvas[role=img]"))
          .isNotEmpty()
          .allSatisfy(chart -> assertThat(chart.getAccessibleName()).isNotBlank());
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void aBrushByKeyboardFiltersLinesMapPairAndTable(int width, String scheme) {
    browser.open(page, width, scheme, "#pairA=initializer&pairB=activation");
    assertThat(words("#map-chart")).contains("relu");
    String lines = drawn("#parallel-chart");
    String pair = words("#pair-chart");

    WebElement from = handle("accuracy, from");
    for (int press = 0; press < 5; press++) {
      from.sendKeys(Keys.PAGE_UP);
    }
    browser.settle();

    assertThat(from.getDomAttribute("aria-valuetext")).isEqualTo("50 %");
    assertThat(browser.text("#parallel-controls"))
        .contains("Brushed: accuracy 50 % to 100 %; 20 of 24 cells.");
    assertThat(browser.text("#map")).contains("20 of 24 cells");
    assertThat(browser.text("#cells-table")).contains("20 of 24 cells");
    assertThat(browser.elements("#cells-table tbody tr")).hasSize(20);
    assertThat(drawn("#parallel-chart")).isNotEqualTo(lines);
    assertThat(words("#pair-chart")).isNotEqualTo(pair).contains("90 %").doesNotContain("63.3 %");
    assertThat(browser.answer("return location.hash")).contains("brush.final_accuracy=0.5..1");

    from.sendKeys(Keys.ESCAPE);
    browser.settle();
    assertThat(browser.text("#cells-table")).contains("24 of 24 cells");
    assertThat(browser.answer("return location.hash")).doesNotContain("brush");
    assertThat(words("#pair-chart")).isEqualTo(pair);
  }

  @Test
  void aBrushIsDraggedClearedAndKeptInTheAddress() {
    browser.open(page, WIDE, SCHEME, "");

    browser.drag(".track[aria-label='Brush accuracy']", 0, -400);
    assertThat(browser.text("#parallel-controls")).contains("Brushed: accuracy 50 % to 100 %");
    browser.click(".track[aria-label='Brush clip'] .handle");
    browser.drag(".handle[aria-label='depth, to']", 0, 130);
    assertThat(browser.text("#parallel-controls")).contains("depth 2 to 8", "16 of 24 cells");

    String hash = browser.answer("return location.hash");
    browser.open(page, 480, "dark", hash);
    assertThat(browser.text("#cells-table")).contains("16 of 24 cells");
    browser.click("#cells .brushed button");
    browser.settle();
    assertThat(browser.text("#cells-table")).contains("24 of 24 cells");
    assertThat(browser.element("#cells .brushed").isDisplayed()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("looks")
  void aPairIsChosenAndItsSquareOpensTheBestNetwork(int width, String scheme) {
    browser.open(page, width, scheme, "");
    assertThat(words("#importance-chart"))
        .contains("depth × initializer", "40 %", "an axis alone", "a pair together");
    assertThat(browser.text("#pairs .lead")).contains("has every combination", "Chance explains");
    assertThat(words("#pair-chart")).as("the strongest pair").contains("depth", "initializer");

    browser.choose("#pairs", "Pair of axes", option("#pairs", "initializer", "activation"));
    assertThat(words("#pair-chart")).contains("63.3 %", "90 %", "xavier-normal", "tanh");

    browser.click("#pair-chart summary");
    browser.settle();
    assertThat(browser.seen("#pair-chart tbody tr")).hasSize(4);
    browser.clickAt(
        "#pair-chart .canvas", browser.element("#pair-chart .canvas").getSize().width - 40, 60);
    assertThat(browser.answer("return location.hash")).contains("cell=trial-", "pairA=");
  }

  /** The choice whose text names both axes. */
  private static String option(String section, String one, String other) {
    return browser.elements(section + " option").stream()
        .map(WebElement::getText)
        .filter(text -> text.contains(one) && text.contains(other))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("looks")
  void twoNetworksAreOverlaidAndNamed(int width, String scheme) {
    browser.open(page, width, scheme, "#cell=trial-8");
    browser.choose("#overlay", "activation", "relu");
    browser.choose("#overlay", "initializer", "xavier-normal");
    browser.choose("#overlay", "depth", "30");
    browser.choose("#overlay", "clip", "none");

    assertThat(browser.text("#overlay-says"))
        .contains("Solid: depth 8", "Dashed: depth 30", "not learning", "final accuracy 10 %");
    assertThat(words("#overlay-chart")).contains("depth 8", "depth 30", "loss of the batch");
    assertThat(browser.elements("#overlay-chart svg path[stroke-dasharray]"))
        .as("dashed lines: five charts and the legend")
        .hasSizeGreaterThanOrEqualTo(6);
    String before = browser.text("#overlay-says");
    browser.element("#overlay-controls button").sendKeys(Keys.ENTER);
    browser.settle();
    assertThat(browser.text("#overlay-says")).isNotEqualTo(before).contains("Solid: depth 30");
    assertThat(browser.text("#network-says")).contains("vanishing");
  }

  @ParameterizedTest
  @MethodSource("looks")
  void aStatisticIsPlayedOverTheRecordedSteps(int width, String scheme)
      throws InterruptedException {
    browser.open(page, width, scheme, "");
    String first = drawn("#heat-chart");
    browser.choose("#heat", "Statistic", "share of dead units");
    assertThat(words("#heat-chart")).contains("share of dead units", "probe", "100 %");
    assertThat(drawn("#heat-chart")).isNotEqualTo(first);

    WebElement play = browser.element("#heat-controls button");
    assertThat(play.getText()).contains("Play");
    play.sendKeys(Keys.ENTER);
    browser.settle();
    assertThat(browser.text("#heat-controls")).contains("Pause", "Moment: step 0");
    for (int wait = 0; wait < 100 && !browser.text("#heat-controls").contains("step 2"); wait++) {
      Thread.sleep(50);
    }
    play.sendKeys(Keys.ENTER);
    String moment = browser.text("#heat-controls output");
    assertThat(moment).matches("step [24]");
    assertThat(browser.text("#pass-control")).as("the profile above moves along").contains(moment);
    Thread.sleep(900);
    assertThat(browser.text("#heat-controls output")).as("paused").isEqualTo(moment);
    browser.element("#heat-controls input").sendKeys(Keys.END);
    browser.settle();
    assertThat(words("#heat-chart")).contains("step 9");
  }

  @Test
  void whoAskedForLessMotionMovesOneStepAtATime() throws InterruptedException {
    browser.open(page, WIDE, SCHEME, "");
    browser.reduceMotion();
    WebElement next = browser.element("#heat-controls button");
    assertThat(next.getText()).isEqualTo("Next step");

    next.sendKeys(Keys.SPACE);
    Thread.sleep(900);

    assertThat(browser.text("#heat-controls output")).isEqualTo("step 0");
  }

  @ParameterizedTest
  @MethodSource("looks")
  void histogramsAreRidgesOverLayersOrSteps(int width, String scheme) {
    browser.open(page, width, scheme, "#cell=trial-8");
    assertThat(words("#ridges-chart")).contains("layer 1 ", "layer 9");
    browser.choose("#ridges", "Moment", "step 4");
    browser.click("#ridges-chart summary");
    browser.settle();
    assertThat(browser.seen("#ridges-chart tbody tr")).hasSize(27);
    assertThat(browser.seen("#ridges-chart tbody tr").get(1))
        .isEqualTo("8 xavier-normal relu none layer 1 9.54e−7 1.91e−6 0.6");

    browser.choose("#ridges", "Ridges over", "steps");
    browser.choose("#ridges", "Layer", "3");
    assertThat(words("#ridges-chart")).contains("probe", "step 9").doesNotContain("layer");
    assertThat(browser.answer("return location.hash")).contains("ridges=steps", "ridgeLayer=2");
  }

  @Test
  void aLargeStudyKeepsPartOfItsHistogramsAndOpens() throws IOException {
    Path large = Files.writeString(PICTURES.resolve("large.html"), Page.of(SomeReports.large()));
    assertThat(Files.size(large)).as("bytes of the page").isLessThan(8_000_000);
    browser.open(large, WIDE, SCHEME, "#brush.depth=4..4");

    browser.assertQuiet();
    assertThat(browser.text("#parallel-controls")).contains("675 of 3375 cells");
    assertThat(browser.text("#ridges-says")).contains("Histograms of 3 of its layers and of 2");
    assertThat(browser.elements("#heat-controls option")).hasSize(3);
    browser.click("#parallel-controls button");
    browser.settle();
    assertThat(browser.text("#cells-table")).contains("3375 of 3375 cells");
  }
}
