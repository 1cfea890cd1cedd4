package org.gradientatlas.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gradientatlas.axis.architecture.Architecture.Profile;
import org.gradientatlas.diagnose.Mechanism;
import org.gradientatlas.diagnose.OutcomeVerdict;
import org.gradientatlas.report.comparison.Compared;
import org.gradientatlas.report.comparison.Comparison;
import org.gradientatlas.report.comparison.ComparisonPage;
import org.gradientatlas.report.comparison.Trained;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page of two studies side by side. Pictures are left in target/report. */
class ComparisonInChromiumTest {
  private static final Path PICTURES = Path.of("target", "report");
  private static final int WIDE = 1280;
  private static final String SCHEME = "light";

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

  /**
   * @param gain of accuracy at depth 30, where it is low
   */
  private static Compared study(String name, String directory, double gain, String... depths) {
    var cells = new ArrayList<Compared.Cell>();
    for (String depth : depths) {
      for (String initializer : List.of("xavier-normal", "he-normal", "scaled-normal(1.5,0.05)")) {
        for (String activation : List.of("relu", "tanh")) {
          for (String clip : List.of("none", "value(0.5)")) {
            var values = new LinkedHashMap<String, String>();
            values.put("depth", depth);
            values.put("initializer", initializer);
            values.put("activation", activation);
            values.put("clip", clip);
            values.put("width", "64");
            cells.add(new Compared.Cell(values, networks(cells.size(), depth, initializer, gain)));
          }
        }
      }
    }
    var settings = new TreeMap<String, String>();
    settings.put("study.seed", "42");
    settings.put("optimizer", gain == 0 ? "sgd" : "momentum(0.9)");
    settings.put("depth", String.join(", ", depths));
    return new Compared(name, directory, settings, Map.of(), List.of("Haswell"), cells);
  }

  private static List<Trained> networks(int cell, String depth, String initializer, double gain) {
    boolean low = depth.equals("30") && !initializer.equals("he-normal");
    boolean learned = !low || gain > 0.4;
    var networks = new ArrayList<Trained>();
    for (int replicate = 0; replicate < 3; replicate++) {
      networks.add(
          new Trained(
              replicate,
              "trial-%d-%d-%s".formatted(cell, replicate, gain),
              low ? Mechanism.VANISHING : Mechanism.HEALTHY,
              learned ? OutcomeVerdict.LEARNED : OutcomeVerdict.NOT_LEARNING,
              (low ? 0.2 + gain : 0.9 - 0.05 * gain) + 0.01 * replicate,
              0.4,
              Double.NaN,
              low ? -0.15 : 0.01 * replicate,
              Profile.LAYERS));
    }
    return networks;
  }

  private static Comparison comparison() {
    return Comparison.of(
        study("plain", "out/plain", 0, "2", "8", "30"),
        study("hurried", "hdfs://host/out/hurried", 0.5, "8", "30", "60"));
  }

  private static Path page(Comparison comparison, String name) throws IOException {
    return Files.writeString(PICTURES.resolve(name + ".html"), ComparisonPage.of(comparison));
  }

  @Test
  void rendersQuietlyAtEveryWidthInBothSchemes() throws IOException {
    Path page = page(comparison(), "comparison");
    for (int width : List.of(480, WIDE, 1920)) {
      for (String scheme : List.of("light", "dark")) {
        browser.open(page, width, scheme, "");
        browser.assertQuiet();
        assertThat(browser.holds("return document.documentElement.scrollWidth <= innerWidth"))
            .as("fits into %d pixels", width)
            .isTrue();
        browser.picture(
            PICTURES.resolve("comparison-%d-%s.png".formatted(width, scheme)), width, 3000);
      }
    }
  }

  @Test
  void itBeginsWithWhatTheComparisonFound() throws IOException {
    browser.open(page(comparison(), "comparison-findings"), WIDE, SCHEME, "");

    assertThat(browser.text("h1")).isEqualTo("plain against hurried");
    assertThat(browser.text("#findings"))
        .contains("out/plain", "hdfs://host/out/hurried")
        .contains("Over 24 shared cells, B ends with an accuracy 15.0 points higher than A")
        .contains("beyond chance it is higher in 8, lower in 16, and neither in 0")
        .contains("Of 24 shared cells, 16 learn in both, 0 in A alone, 8 in B alone")
        .contains("A: The best recipe is", "B: The best recipe is")
        .contains("12 cells are in A alone, and 12 in B alone.");
    assertThat(browser.text("#settings")).contains("optimizer sgd momentum(0.9)");
    assertThat(browser.text("#counts")).contains("not learning 24 0 24 0");
  }

  @Test
  void theMapShowsTheDifferenceAndItsChoicesAreInTheAddress() throws IOException {
    Path page = page(comparison(), "comparison-map");
    browser.open(page, WIDE, SCHEME, "");
    String map = drawn();
    assertThat(map).contains(">+50<").contains(">−2.5<").contains("points in B");

    browser.choose("#difference", "Difference of", "slope of the gradient");
    assertThat(drawn()).isNotEqualTo(map).contains("decades a layer in B");
    browser.choose("#difference", "A panel for each", "clip");
    assertThat(drawn()).contains("value(0.5)");
    String hash = browser.answer("return location.hash");
    assertThat(hash).contains("kind=slope", "panel=clip");
    String chosen = words();
    browser.open(page, WIDE, SCHEME, hash);
    assertThat(words()).isEqualTo(chosen);
    browser.assertQuiet();
  }

  private static String drawn() {
    return browser.answer("return document.querySelector('#difference-chart svg').outerHTML");
  }

  private static String words() {
    return browser.answer(
        "return [...document.querySelectorAll('#difference-chart svg text')]"
            + ".map(t => t.textContent).sort().join(' ')");
  }

  @Test
  void cellsAreFilteredByWordsAndNumbersAndSorted() throws IOException {
    browser.open(page(comparison(), "comparison-cells"), WIDE, SCHEME, "");
    assertThat(browser.text("#cells-table")).contains("48 of 48 cells");

    find("difference > 5");
    assertThat(browser.text("#cells-table")).contains("8 of 48 cells");
    find("tanh, difference < 5 A > 50");
    assertThat(browser.text("#cells-table")).contains("8 of 48 cells");
    find("depth = 30");
    assertThat(browser.text("#cells-table")).contains("12 of 48 cells");
    find("");
    browser.choose("#cells", "Only cells in", "A alone (12)");
    assertThat(browser.text("#cells-table")).contains("12 of 48 cells");
    browser.choose("#cells", "Only cells in", "either (48)");

    sort("difference, points");
    sort("difference, points");
    assertThat(header("difference, points")).isEqualTo("descending");
    assertThat(browser.text("#cells-table tbody tr")).contains("+50 (+50 to +50)");
    sort("difference, points");
    assertThat(browser.text("#cells-table tbody tr")).contains("−2.5 (−2.5 to −2.5)");
  }

  private static void find(String text) {
    browser.script(
        "const i = document.querySelector('#cells-controls input'); i.value = arguments[0];"
            + " i.dispatchEvent(new Event('input'))",
        text);
    browser.settle();
  }

  private static void sort(String column) {
    browser.script(
        "[...document.querySelectorAll('#cells-table th button')].find(b => b.textContent ==="
            + " arguments[0]).click()",
        column);
    browser.settle();
  }

  private static String header(String column) {
    return browser.answer(
        "return [...document.querySelectorAll('#cells-table th')].find(h => h.textContent === '"
            + column
            + "').getAttribute('aria-sort')");
  }

  @Test
  void theFilteredCellsAreSavedAsCsv() throws IOException {
    browser.open(page(comparison(), "comparison-csv"), WIDE, SCHEME, "");
    find("depth = 30 xavier relu");
    browser.script(
        "window.saved = []; HTMLAnchorElement.prototype.click = function() { window.file ="
            + " this.download; }; URL.createObjectURL = blob => { blob.text().then(t =>"
            + " saved.push(t)); return 'blob:x'; };"
            + "document.querySelector('#cells-controls button').click()");
    browser.settle();

    assertThat(browser.answer("return window.file")).isEqualTo("plain_against_hurried-cells.csv");
    List<String> lines = browser.answer("return window.saved[0]").lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .contains(
            "depth,initializer,activation,clip,in,a_accuracy_percent,a_accuracy_percent_low,");
    assertThat(lines.get(1)).startsWith("30,xavier-normal,relu,none,both,21,");
  }

  @Test
  void hostileNamesAreText() throws IOException {
    String name = "</script><script>window.hacked=1</script><b>\"'&amp;" + "x".repeat(300);
    browser.open(
        page(
            Comparison.of(study(name, name, 0, "2", name), study(name, name, 0.5, "2", name)),
            "comparison-hostile"),
        480,
        SCHEME,
        "");

    browser.assertQuiet();
    assertThat(browser.script("return window.hacked")).isNull();
    assertThat(browser.holds("return document.documentElement.scrollWidth <= innerWidth")).isTrue();
    assertThat(browser.text("h1")).startsWith("</script><script>window.hacked=1</script><b>");
  }
}
