package org.gradientatlas.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.WebElement;

/** What each control of the page does, on windows of all widths. */
class PageControlsInChromiumTest {
  private static final Path PAGES = Path.of("target", "report-controls");
  private static final int[] WIDTHS = {480, 1280, 1920};

  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    Files.createDirectories(PAGES);
    browser = new Browser();
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  private static void open(Report report, int width, String hash) throws IOException {
    open(report, width, "light", hash);
  }

  private static void open(Report report, int width, String scheme, String hash)
      throws IOException {
    Path page = Files.writeString(PAGES.resolve(report.study() + ".html"), Page.of(report));
    browser.open(page, width, scheme, hash);
  }

  static Stream<Arguments> windows() {
    return IntStream.of(WIDTHS)
        .boxed()
        .flatMap(width -> Stream.of("light", "dark").map(scheme -> Arguments.of(width, scheme)));
  }

  @ParameterizedTest
  @MethodSource("windows")
  void everythingIsReadable(int width, String scheme) throws IOException {
    for (Report report :
        List.of(SomeReports.mixed(), SomeReports.uneven(), SomeReports.diverged())) {
      open(report, width, scheme, "");
      browser.script("document.querySelectorAll('details').forEach(d => d.open = true)");
      browser.settle();
      assertThat(browser.unreadable()).as("%s at %d", report.study(), width).isEmpty();
      browser.assertQuiet();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {480, 1280, 1920})
  void everyOptionOfEveryChoiceIsReadable(int width) throws IOException {
    open(SomeReports.mixed(), width, "");
    for (String section : List.of("#map", "#network", "#cells")) {
      int choices = browser.elements(section + " select").size();
      for (int choice = 0; choice < choices; choice++) {
        for (int option = options(section, choice) - 1; option >= 0; option--) {
          String chosen = pick(section, choice, option);
          assertThat(browser.unreadable()).as("%s: %s", section, chosen).isEmpty();
        }
      }
    }
    browser.assertQuiet();
  }

  private static int options(String section, int choice) {
    return ((Number)
            Objects.requireNonNull(
                browser.script(
                    "return document.querySelectorAll(arguments[0] + ' select')[arguments[1]]"
                        + "?.options.length ?? 0",
                    section,
                    choice)))
        .intValue();
  }

  /** Choices come and go with other choices, so they are looked up anew. */
  private static String pick(String section, int choice, int option) {
    Object chosen =
        browser.script(
            """
            const select = document.querySelectorAll(arguments[0] + ' select')[arguments[1]];
            if (!select || !select.options[arguments[2]]) return 'nothing';
            select.selectedIndex = arguments[2];
            const text = select.options[arguments[2]].text;
            select.dispatchEvent(new Event('change'));
            return text;
            """,
            section,
            choice,
            option);
    browser.settle();
    return String.valueOf(chosen);
  }

  @Test
  void numbersStandOnAllSquaresOrOnNone() throws IOException {
    for (int width : WIDTHS) {
      open(SomeReports.ordinary(), width, "#colour=accuracy");
      assertThat(marks("%$") - LEGEND).as("numbers at %d", width).isEqualTo(12);
      open(SomeReports.uneven(), width, "#colour=accuracy");
      assertThat(marks("%$") - LEGEND).as("numbers at %d", width).isZero();
    }
  }

  /** The least and the greatest accuracy beside the bar of colours. */
  private static final int LEGEND = 2;

  /** How many texts of the map match, those of its legend included. */
  private static int marks(String pattern) {
    return ((Number)
            Objects.requireNonNull(
                browser.script(
                    "return [...document.querySelectorAll('#map-chart svg text')]"
                        + ".filter(t => new RegExp(arguments[0]).test(t.textContent)).length",
                    pattern)))
        .intValue();
  }

  @Test
  void theMapIsGreenOnlyWhereMostLearnedAndSaysWhatItCounts() throws IOException {
    open(SomeReports.mixed(), 1280, "");
    browser.choose("#map", "Only clip", "none");

    assertThat(words("#map-chart"))
        .contains(
            "outcome verdict; where most did not learn, the mechanism",
            "✓ learned",
            "~ partly learning, healthy gradients",
            "NaN non finite",
            "▼ vanishing");
    // Of twelve squares without clipping two learn in part, two diverged and two vanish.
    assertThat(marks("^✓$")).isEqualTo(6);
    assertThat(marks("^~$")).isEqualTo(2);
    assertThat(marks("^NaN$")).isEqualTo(2);
    assertThat(marks("^▼$")).isEqualTo(2);

    browser.choose("#map", "Colour", "what gradients did");
    assertThat(words("#map-chart"))
        .contains("mechanism: what gradients did during training, learned or not");
    assertThat(marks("^✓$")).isEqualTo(8);
    browser.choose("#map", "Colour", "gradient factor over depth");
    assertThat(String.join(" ", words("#map-chart"))).contains("initialization: ");
    browser.choose("#map", "Colour", "final accuracy");
    assertThat(marks("^–$")).as("diverged").isEqualTo(2);
  }

  private static List<String> words(String chart) {
    return List.of(
        browser
            .answer(
                "return [...document.querySelectorAll('"
                    + chart
                    + " svg text')].map(t => t.textContent).join('|')")
            .split("\\|"));
  }

  @ParameterizedTest
  @ValueSource(ints = {480, 1280, 1920})
  void aClickOnTheMapLeadsToTheNetwork(int width) throws IOException {
    open(SomeReports.ordinary(), width, "");
    browser.script("document.documentElement.style.scrollBehavior = 'auto'");

    browser.point("#map-chart", "▼", "mousemove", "mousedown", "mouseup", "click");

    assertThat(browser.answer("return location.hash")).contains("cell=trial-");
    assertThat(browser.text("#network-says")).contains("vanishing");
    assertThat(
            browser.holds(
                "const r = document.querySelector('#network-title').getBoundingClientRect();"
                    + " return r.top >= 0 && r.bottom < innerHeight"))
        .as("the network is in sight")
        .isTrue();
    assertThat(browser.holds("return document.querySelector('.back').offsetWidth > 0"))
        .isEqualTo(width < 1920);
    browser.assertQuiet();
  }

  @Test
  void aWideWindowShowsTheNetworkBesideTheMap() throws IOException {
    open(SomeReports.ordinary(), 1920, "");

    assertThat(
            browser.holds(
                "const [m, n] = ['map', 'network'].map(id =>"
                    + " document.getElementById(id).getBoundingClientRect());"
                    + " return m.right < n.left && m.top === n.top && n.right - m.left > 0.9 *"
                    + " innerWidth"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {480, 1280, 1920})
  void aTooltipHidesNoSquareOfItsPanel(int width) throws IOException {
    open(SomeReports.ordinary(), width, "#panel=(none)");

    browser.point("#map-chart", "▼", "mousemove");

    assertThat(browser.text("#map-chart .tip")).contains("depth 30", "gradients: vanishing");
    assertThat(
            browser.script(
                """
                const tip = document.querySelector('#map-chart .tip').parentElement.getBoundingClientRect();
                return [...document.querySelectorAll('#map-chart svg text')]
                  .filter(t => /^[✓▼]$/.test(t.textContent)).map(t => t.getBoundingClientRect())
                  .filter(r => r.left < tip.right && r.right > tip.left && r.top < tip.bottom && r.bottom > tip.top).length
                """))
        .isEqualTo(0L);
    assertThat(browser.unreadable()).isEmpty();
    browser.assertQuiet();
  }

  @Test
  void mapAndNetworkShowTheSameClip() throws IOException {
    open(SomeReports.ordinary(), 1280, "");
    assertThat(chosen("#map", "Only clip")).isEqualTo(chosen("#network", "clip")).isEqualTo("none");

    browser.choose("#network", "clip", "value(0.5)");
    assertThat(chosen("#map", "Only clip")).isEqualTo("value(0.5)");
    browser.choose("#map", "Only clip", "none");
    assertThat(chosen("#network", "clip")).isEqualTo("none");
    browser.choose("#map", "Only clip", "all together");
    assertThat(chosen("#network", "clip")).isEqualTo("none");
    browser.choose("#network", "clip", "value(0.5)");
    assertThat(chosen("#map", "Only clip")).isEqualTo("all together");
  }

  private static String chosen(String section, String label) {
    return browser.elements(section + " label").stream()
        .filter(found -> found.getText().lines().findFirst().orElse("").equals(label))
        .map(found -> found.findElement(org.openqa.selenium.By.cssSelector("option:checked")))
        .map(WebElement::getText)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void rowsAreNotCalledUp() throws IOException {
    open(SomeReports.ordinary(), 1280, "");

    assertThat(browser.seen("#map-controls label"))
        .extracting(label -> label.lines().findFirst().orElse(""))
        .containsExactly("Columns", "Rows", "A panel for each", "Colour", "Only clip");
  }

  @Test
  void curvesConnectTheStepsThatANetworkRecorded() throws IOException {
    open(SomeReports.mixed(), 1280, "");
    assertThat(steps()).containsExactly("0", "1", "2", "4", "9");

    browser.choose("#network", "activation", "tanh");
    browser.choose("#network", "depth", "8");
    assertThat(steps()).containsExactly("0", "1", "2", "9");
    assertThat(moments()).containsExactly("probe at initialization", "0", "1", "2", "9");

    browser.choose("#network", "activation", "relu");
    browser.choose("#network", "clip", "none");
    browser.choose("#network", "depth", "2");
    assertThat(browser.text("#network-says")).contains("diverged");
    assertThat(steps()).containsExactly("0", "1");
    assertThat(moments()).containsExactly("probe at initialization", "0", "1");
    browser.assertQuiet();
  }

  /** The steps of the table behind the curves. */
  private static List<String> steps() {
    browser.script("document.querySelector('#curve-chart details').open = true");
    browser.settle();
    return browser.elements("#curve-chart tbody td:nth-child(5)").stream()
        .map(WebElement::getText)
        .toList();
  }

  /** What the slider can be moved to. */
  private static List<String> moments() {
    return Stream.iterate(
            0,
            i ->
                i
                    <= Integer.parseInt(
                        browser.answer("return document.querySelector('#pass-control input').max")),
            i -> i + 1)
        .map(
            i -> {
              browser.script(
                  "const r = document.querySelector('#pass-control input'); r.value ="
                      + " arguments[0]; r.dispatchEvent(new Event('input'))",
                  i);
              browser.settle();
              return browser.text("#pass-control output").replace("step ", "");
            })
        .toList();
  }

  @Test
  void intervalsEndWhereAnAccuracyDoes() throws IOException {
    open(SomeReports.mixed(), 1280, "");
    browser.choose("#network", "activation", "tanh");
    browser.choose("#network", "depth", "2");

    assertThat(browser.text("#network-says")).contains("final accuracy: 91.3 % (56.2 % to 100 %)");
    for (int width : WIDTHS) {
      open(SomeReports.mixed(), width, "");
      assertThat(
              browser.script(
                  """
                  const box = document.querySelector('#remedies-chart svg').getBoundingClientRect();
                  const label = Math.max(...[...document.querySelectorAll('#remedies-chart svg text')]
                    .filter(t => t.textContent.includes('→')).map(t => t.getBoundingClientRect().right));
                  return [...document.querySelectorAll('#remedies-chart svg path[stroke-width="2"]')]
                    .map(p => p.getBoundingClientRect()).filter(r => r.left < label || r.right > box.right).length
                  """))
          .as("whiskers outside of the chart at %d", width)
          .isEqualTo(0L);
    }
  }

  @Test
  void theBandOfTheorySurroundsAllItsCells() throws IOException {
    open(SomeReports.ordinary(), 1280, "");

    assertThat(
            browser.holds(
                """
                const shapes = [...document.querySelectorAll('#theory-chart svg path')];
                const band = shapes.find(p => p.getAttribute('fill') === '#0072b22e').getBoundingClientRect();
                const cells = shapes.filter(p => p.getAttribute('fill-opacity') === '0.85').map(p => p.getBoundingClientRect());
                // The legend has a sign of each class, too, above the plot.
                const plotted = cells.filter(r => r.top > band.top - 9);
                return plotted.length >= 24 && plotted.every(r => r.left + r.width / 2 > band.left && r.left + r.width / 2 < band.right);
                """))
        .isTrue();
  }

  @Test
  void cellsAreFoundByComparisons() throws IOException {
    open(SomeReports.ordinary(), 1280, "");

    assertThat(found("accuracy > 0.5")).isEqualTo("20 of 24 cells");
    assertThat(found("accuracy ≤ 50 %")).isEqualTo("4 of 24 cells");
    assertThat(found("depth >= 8 and activation = tanh")).isEqualTo("8 of 24 cells");
    assertThat(found("depth = 2 or depth = 30 and clip != none")).isEqualTo("12 of 24 cells");
    assertThat(found("vanishing and clip = value(0.5)")).isEqualTo("2 of 24 cells");
    assertThat(found("outcome = not_learning")).isEqualTo("4 of 24 cells");
    assertThat(found("vanishing tanh")).isEqualTo("2 of 24 cells");
    assertThat(browser.text("#cells-problem")).isEmpty();
  }

  @Test
  void aWrongComparisonIsAnswered() throws IOException {
    open(SomeReports.ordinary(), 1280, "");

    assertThat(wrong("dept > 3"))
        .isEqualTo(
            "There is no column dept. Did you mean depth? Columns: depth, initializer, activation,"
                + " clip, gradients, outcome, rule, learned, accuracy, loss, factor, slope,"
                + " theory.");
    assertThat(wrong("activation > tanh"))
        .isEqualTo("activation is text: it takes = and !=, not >.");
    assertThat(wrong("activation = tahn"))
        .isEqualTo("activation has no value tahn. Did you mean tanh? Values: relu, tanh.");
    assertThat(wrong("accuracy > high"))
        .isEqualTo(
            "accuracy is a number: it is compared by <= >= != < > = with one such as 0.9 or 90 %,"
                + " not with high.");
    assertThat(wrong("0.5 < accuracy")).contains("The column comes first, as in depth < 0.5.");
    assertThat(wrong("(depth > 3) or relu")).contains("Brackets");
    assertThat(wrong("depth > 3 %")).contains("depth is no share");
    assertThat(wrong("> 3")).startsWith("Before > a column is missing.");
    assertThat(wrong("depth >")).contains("not with nothing");
    assertThat(browser.element("#cells-controls input").getDomAttribute("aria-invalid"))
        .isEqualTo("true");
    browser.assertQuiet();
  }

  private static String found(String filter) {
    browser.script(
        "const i = document.querySelector('#cells-controls input'); i.value = arguments[0];"
            + " i.dispatchEvent(new Event('input'))",
        filter);
    browser.settle();
    return browser.text("#cells-table .note").replaceAll("( cells).*", "$1").strip();
  }

  private static String wrong(String filter) {
    assertThat(found(filter)).isEqualTo("24 of 24 cells");
    return browser.text("#cells-problem");
  }

  /** The tables behind all buttons that save one, below the names of their files. */
  private static List<String> saved() {
    browser.script(
        """
        window.saved = [];
        const blobs = new Map();
        URL.createObjectURL = blob => { blobs.set('blob:' + blobs.size, blob); return 'blob:' + (blobs.size - 1); };
        HTMLAnchorElement.prototype.click = function () { blobs.get(this.getAttribute('href')).text().then(t => saved.push(this.download + '\\n' + t)); };
        [...document.querySelectorAll('button')].filter(b => b.textContent === 'CSV').forEach(b => b.click());
        """);
    browser.settle();

    @SuppressWarnings("unchecked")
    List<String> saved =
        (List<String>) Objects.requireNonNull(browser.script("return window.saved"));
    return saved;
  }

  @Test
  void savedTablesNameTheNetworkAndTheFilter() throws IOException {
    open(SomeReports.ordinary(), 1280, "#find=accuracy+%3E+0.5+and+activation+%3D+tanh");
    List<String> saved = saved();
    assertThat(saved.stream().map(text -> text.lines().findFirst().orElse("")))
        .contains(
            "ordinary-map-learned-or-why-not-clip-none.csv",
            "ordinary-gradient-profile-depth-2-initializer-xavier-normal-activation-relu-clip-none.csv",
            "ordinary-training-curves-depth-2-initializer-xavier-normal-activation-relu-clip-none.csv",
            "ordinary-theory-against-measurement-accuracy-0.5-and-activation-tanh.csv",
            "ordinary-what-each-change-did-accuracy-0.5-and-activation-tanh.csv",
            "ordinary-clip-audit-accuracy-0.5-and-activation-tanh.csv",
            "ordinary-cells-accuracy-0.5-and-activation-tanh.csv");
    assertThat(saved)
        .anySatisfy(
            text ->
                assertThat(text.lines().skip(1))
                    .startsWith(
                        "depth,initializer,activation,clip,step,loss,grad_l2,grad_l2_clipped")
                    .element(1)
                    .asString()
                    .startsWith("2,xavier-normal,relu,none,0,"))
        .anySatisfy(
            text -> {
              assertThat(text).startsWith("ordinary-cells-");
              assertThat(text.lines().skip(2))
                  .hasSize(10)
                  .allMatch(row -> row.contains(",tanh,") && !row.contains("vanishing"));
            });
  }

  /** 10 of the 24 cells: tanh networks of the other initializer, or shallow ones. */
  @Test
  void theoryRemediesAndClipsFollowTheFilter() throws IOException {
    open(SomeReports.ordinary(), 1280, "");
    List<String> all = saved();
    assertThat(rows(all, "theory-against")).hasSize(24);
    assertThat(rows(all, "what-each")).anyMatch(row -> row.startsWith("activation,relu,tanh,12,"));

    open(SomeReports.ordinary(), 1280, "#find=accuracy+%3E+0.5+and+activation+%3D+tanh");
    List<String> found = saved();
    assertThat(rows(found, "theory-against")).hasSize(10).allMatch(row -> row.contains(",tanh,"));
    assertThat(rows(found, "what-each"))
        .isNotEmpty()
        .noneMatch(row -> row.startsWith("activation,"))
        .anyMatch(row -> row.startsWith("clip,none,value(0.5),5,0.005,"));
    assertThat(rows(found, "clip-audit")).hasSize(1).allMatch(row -> row.contains("tanh"));

    found("depth > 1000");
    assertThat(rows(saved(), "theory-against")).isEmpty();
    browser.assertQuiet();
  }

  private static List<String> rows(List<String> saved, String panel) {
    String table =
        saved.stream()
            .filter(text -> text.lines().findFirst().orElse("").contains(panel))
            .findFirst()
            .orElseThrow();
    return table.lines().skip(2).toList();
  }

  /** Deep networks of the first initializer vanish. */
  @Test
  void oneNetworkOpensOnTheBestOne() throws IOException {
    open(SomeReports.ordinary(), 1280, "");
    assertThat(browser.text("#network-says")).contains("learned").doesNotContain("vanishing");
    browser.assertQuiet();
  }

  @Test
  void whereNumbersArePredictedR2StandsForAccuracy() throws IOException {
    open(SomeReports.regression(), 1280, "");
    assertThat(browser.text("#cells-table thead")).contains("R2").doesNotContain("accuracy");
    assertThat(browser.text("#change-table thead")).contains("R2").doesNotContain("accuracy");
    assertThat(browser.text("#findings")).contains("R2").doesNotContain("accuracy");
    assertThat(browser.text("#map-controls")).contains("final R2").doesNotContain("accuracy");
    assertThat(saved().stream().filter(text -> text.contains("what-each-change")).findFirst())
        .hasValueSatisfying(text -> assertThat(text).contains(",R2,").doesNotContain("accuracy"));
    assertThat(found("R2 > 0.5")).isEqualTo("3 of 4 cells");
    browser.assertQuiet();
  }
}
