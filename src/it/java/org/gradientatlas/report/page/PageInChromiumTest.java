package org.gradientatlas.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a reader meets, in the browser that a reader has. Pictures are left in target/report. */
class PageInChromiumTest {
  private static final Path PICTURES = Path.of("target", "report");
  private static final String SCHEME = "light";
  private static final int WIDE = 1280;
  private static final int NARROW = 480;

  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    Files.createDirectories(PICTURES);
    browser = new Browser();
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  private static Path page(Report report, String name) throws IOException {
    return Files.writeString(PICTURES.resolve(name + ".html"), Page.of(report));
  }

  private static String drawn(String chart) {
    return browser.answer("return document.querySelector('" + chart + " svg').outerHTML");
  }

  private static String words(String chart) {
    return browser.answer(
        "return [...document.querySelectorAll('"
            + chart
            + " svg text')].map(t => t.textContent).sort().join(' ')");
  }

  @Test
  void everyStudyRendersQuietlyAtEveryWidthInBothSchemes() throws IOException {
    for (Report report :
        List.of(
            SomeReports.ordinary(),
            SomeReports.diverged(),
            SomeReports.single(),
            SomeReports.empty())) {
      Path page = page(report, report.study());
      for (int width : List.of(WIDE, NARROW)) {
        for (String scheme : List.of("light", "dark")) {
          browser.open(page, width, scheme, "");
          browser.assertQuiet();
          assertThat(browser.text("h1")).isEqualTo(report.study());
          assertThat(
                  (Boolean)
                      browser.script("return document.documentElement.scrollWidth <= innerWidth"))
              .as("%s fits into %d pixels", report.study(), width)
              .isTrue();
          browser.picture(
              PICTURES.resolve("%s-%d-%s.png".formatted(report.study(), width, scheme)),
              width,
              1600);
        }
      }
    }
  }

  @Test
  void findingsComeFirstAndBeginWithTheAnswer() throws IOException {
    browser.open(page(SomeReports.ordinary(), "findings"), WIDE, SCHEME, "");

    assertThat(browser.elements("#findings .finding"))
        .extracting(org.openqa.selenium.WebElement::getText)
        .containsExactly(
            "The best recipe is activation relu, clip none, initializer he-normal: accuracy 90.0 %"
                + " (88.7 % to 91.3 %) over 9 networks. One change takes it to 63.3 % with"
                + " initializer xavier-normal; no other activation or clip changes it beyond"
                + " chance.",
            "What matters most for accuracy is depth, which explains 40 % of its variance over the"
                + " grid (initializer 20 %); depth and initializer together explain 40 % more than"
                + " each alone.",
            "Of 72 networks, gradients vanish in 17 % and explode in 0 %, and 83 % learn; the share"
                + " that learns falls most between depth 8 (100 %) and 30 (50 %), and ranges from"
                + " 67 % at initializer xavier-normal to 100 % at he-normal.",
            "Warnings: unchanged in 12 of 72 networks.",
            "What helped most is initializer he-normal instead of xavier-normal: it made 4 of the 4"
                + " cells learn that did not, and changed the final accuracy by +27 (+2 to +52)"
                + " points over 12 pairs of cells.",
            "Before any training, theory predicted correctly for 100 % of 72 networks whether the"
                + " gradient vanishes, explodes or neither, and the median slope of a cell's"
                + " gradient is 0.0005 decades a layer off its prediction; of 1 claims that the"
                + " study is held against, 1 agree.");
  }

  @Test
  void controlsChangeWhatIsShownAndTheAddressKeepsIt() throws IOException {
    Path page = page(SomeReports.ordinary(), "controls");
    browser.open(page, WIDE, SCHEME, "");
    String byMechanism = drawn("#map-chart");
    assertThat(byMechanism).contains("vanishing").contains(">relu<").contains(">tanh<");

    browser.choose("#map", "Colour", "final accuracy");
    assertThat(drawn("#map-chart")).contains("100 %").doesNotContain("vanishing");
    browser.choose("#map", "A panel for each", "clip");
    assertThat(drawn("#map-chart")).contains("value(0.5)").doesNotContain(">relu<");

    String before = drawn("#profile-chart");
    browser.choose("#network", "depth", "8");
    assertThat(drawn("#profile-chart")).isNotEqualTo(before);
    assertThat(browser.text("#network-says")).contains("healthy");
    String probe = drawn("#profile-chart");
    browser.script(
        "const r = document.querySelector('#pass-control input'); r.value = 5;"
            + " r.dispatchEvent(new Event('input'))");
    browser.settle();
    assertThat(browser.text("#pass-control")).contains("step 9");
    assertThat(drawn("#profile-chart")).isNotEqualTo(probe);

    String hash = browser.answer("return location.hash");
    assertThat(hash).contains("colour=accuracy", "panel=clip", "cell=trial-", "pass=5");
    String map = words("#map-chart");
    browser.open(page, WIDE, SCHEME, hash);
    assertThat(words("#map-chart")).isEqualTo(map).contains("value(0.5)");
    assertThat(browser.text("#pass-control")).contains("step 9");
    browser.assertQuiet();
  }

  @Test
  void aSquareOfTheMapOpensItsNetwork() throws IOException {
    browser.open(page(SomeReports.ordinary(), "click"), WIDE, SCHEME, "");

    browser.point("#map-chart", "▼", "mousemove", "mousedown", "mouseup", "click");

    assertThat(browser.answer("return location.hash")).contains("cell=trial-");
  }

  @Test
  void cellsAreSortedFilteredAndLinked() throws IOException {
    browser.open(page(SomeReports.ordinary(), "cells"), WIDE, SCHEME, "");
    assertThat(browser.text("#cells-table")).contains("24 of 24 cells");

    browser.element("#cells-controls input").sendKeys("vanishing tanh");
    browser.settle();
    assertThat(browser.text("#cells-table")).contains("2 of 24 cells");
    assertThat(browser.elements("#cells-table tbody tr")).hasSize(2);
    browser.click("#cells-table tbody a");
    browser.settle();
    assertThat(browser.text("#network-says")).contains("vanishing", "rule vanishing slope");

    browser.script("document.querySelector('#cells-controls input').value = ''");
    browser.element("#cells-controls input").sendKeys("2");
    browser.click("#cells-table th:first-child button");
    browser.click("#cells-table th:first-child button");
    assertThat(browser.element("#cells-table th:first-child").getDomAttribute("aria-sort"))
        .isEqualTo("descending");
  }

  @Test
  void hostileNamesAreText() throws IOException {
    String name =
        "</script><script>window.hacked=1</script><!--<b>\"'&amp;&#x41;\u2028\u0000"
            + "\u05d0\ud83d\ude00"
            + "x".repeat(400);
    browser.open(page(SomeReports.hostile(name), "hostile"), NARROW, SCHEME, "");

    browser.assertQuiet();
    assertThat(browser.script("return window.hacked")).isNull();
    assertThat(browser.elements("main b")).isEmpty();
    assertThat(browser.text("h1")).startsWith("</script><script>window.hacked=1</script><!--<b>");
    assertThat(browser.holds("return document.documentElement.scrollWidth <= innerWidth")).isTrue();
    browser.script("document.querySelectorAll('details').forEach(d => d.open = true)");
    browser.settle();
    assertThat(browser.text("#map-chart table")).contains("<script>");
    browser.assertQuiet();
  }

  @Test
  void chartsAreSavedAndStandBesideTables() throws IOException {
    browser.open(page(SomeReports.ordinary(), "saved"), WIDE, SCHEME, "");
    browser.script(
        "window.saved = []; URL.createObjectURL = blob => { const n = saved.length;"
            + " saved.push(''); blob.arrayBuffer().then(b => saved[n] = blob.type + ':' +"
            + " new TextDecoder('latin1').decode(b)); return 'blob:x'; };"
            + "HTMLAnchorElement.prototype.click = () => {};"
            + "document.querySelectorAll('#map-chart .tools button').forEach(b => b.click())");
    browser.settle();

    @SuppressWarnings("unchecked")
    List<String> saved =
        (List<String>) Objects.requireNonNull(browser.script("return window.saved"));
    assertThat(saved).hasSize(3);
    assertThat(saved.get(0)).startsWith("image/svg+xml:<svg").contains("depth");
    assertThat(saved.get(1)).startsWith("image/png:").contains("PNG");
    assertThat(saved.get(2))
        .startsWith("text/csv:depth,initializer,activation,clip,\"learned, or why not\",cells,")
        .contains("30,xavier-normal,relu,none,vanishing,1,3");
    browser.settle();
    for (String chart : List.of("map", "profile", "curve", "theory", "remedies", "clip")) {
      browser.click("#" + chart + "-chart summary");
      browser.settle();
      assertThat(browser.elements("#" + chart + "-chart tbody tr")).as(chart).isNotEmpty();
      assertThat(browser.element("#" + chart + "-chart .canvas").getDomAttribute("aria-label"))
          .isNotBlank();
    }
  }

  @Test
  void paperHasNothingToClick() throws IOException {
    browser.open(page(SomeReports.ordinary(), "paper"), WIDE, SCHEME, "");
    String clickable = "button:not(th *), select, input, nav a";
    assertThat(browser.seen(clickable)).contains("SVG", "PNG", "CSV", "Map");

    browser.asPrinted(SCHEME);

    assertThat(browser.seen(clickable + ", .tools")).isEmpty();
    assertThat(browser.seen("h2")).contains("Findings", "Map", "Study and provenance");
    assertThat(browser.element("#map-chart svg").isDisplayed()).isTrue();
  }

  @Test
  void paperIsLight() throws IOException {
    browser.open(page(SomeReports.ordinary(), "paper"), WIDE, "light", "");
    String light = drawn("#profile-chart");
    browser.open(page(SomeReports.ordinary(), "paper"), WIDE, "dark", "");
    assertThat(drawn("#profile-chart")).isNotEqualTo(light);

    browser.asPrinted("dark");

    assertThat(browser.answer("return document.documentElement.dataset.theme")).isEqualTo("light");
    assertThat(drawn("#profile-chart")).contains("#1b1f24").doesNotContain("#e8eaed");
  }
}
