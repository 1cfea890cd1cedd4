package org.gradientatlas.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Chromium without a window, as Debian packages it. */
public final class Browser implements AutoCloseable {
  private static final File CHROMIUM = program("chromium");
  private static final File DRIVER = program("chromedriver");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** It warns that it has no typed commands for this Chromium; none are used. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;

  /** Starts it. */
  public Browser() {
    SELENIUM.setLevel(Level.SEVERE);
    var logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    var options = new ChromeOptions();
    options.setBinary(CHROMIUM);
    // As root, in a container, Chromium's own sandbox cannot start.
    options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars");
    options.addArguments("--disable-dev-shm-usage");
    options.setCapability("goog:loggingPrefs", logs);
    var service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).build();
    driver = new ChromeDriver(service, options);
    driver.manage().timeouts().scriptTimeout(PATIENCE).pageLoadTimeout(PATIENCE);
  }

  private static File program(String name) {
    return List.of("/usr/bin/", "/usr/local/bin/").stream()
        .map(home -> new File(home + name))
        .filter(File::canExecute)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    name
                        + " is not installed. The report's tests need Chromium and its driver:"
                        + " apt-get install chromium chromium-driver"));
  }

  /** Opens a page at a width and a colour scheme, and waits until it has drawn. */
  public void open(Path page, int width, String scheme, String hash) {
    driver.manage().logs().get(LogType.BROWSER);
    driver.manage().logs().get(LogType.PERFORMANCE);
    emulate("", scheme);
    resize(width, 900);
    driver.get("about:blank");
    driver.get(page.toUri() + hash);
    settle();
  }

  /** Opens a page that a server shows. */
  void open(String address, int width, String scheme) {
    emulate("", scheme);
    resize(width, 900);
    driver.get(address);
    settle();
  }

  /** Waits until a script gives true, over any number of pages. */
  void await(String script) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!holdsNow(script)) {
      assertThat(System.nanoTime()).as(script).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  /** A page that is just being left or loaded has nothing that holds. */
  private boolean holdsNow(String script) {
    try {
      return holds(script);
    } catch (JavascriptException e) {
      return false;
    }
  }

  private void resize(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Charts draw in the frame after what they show has changed. */
  void settle() {
    driver.executeAsyncScript(
        """
        const done = arguments[0];
        const drawn = () => requestAnimationFrame(() => requestAnimationFrame(done));
        const wait = () => document.documentElement.dataset.ready ? drawn() : setTimeout(wait, 20);
        wait();
        """);
  }

  @Nullable Object script(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** A text that a script gives. */
  String answer(String script) {
    return String.valueOf(script(script));
  }

  /** Whether a script gives true. */
  boolean holds(String script) {
    return Boolean.TRUE.equals(script(script));
  }

  /** The text that people see. */
  String text(String css) {
    return driver.findElement(By.cssSelector(css)).getText();
  }

  WebElement element(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  List<WebElement> elements(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  /** The texts of those elements that people see. */
  List<String> seen(String css) {
    return elements(css).stream().filter(WebElement::isDisplayed).map(WebElement::getText).toList();
  }

  /** Shows the page as it is on paper, until another is opened. */
  void asPrinted(String scheme) {
    emulate("print", scheme);
    settle();
  }

  private void emulate(String media, String scheme) {
    var preference = Map.of("name", "prefers-color-scheme", "value", scheme);
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia", Map.of("media", media, "features", List.of(preference)));
  }

  /** The page as someone who asked for less motion meets it, until another is opened. */
  void reduceMotion() {
    var preference = Map.of("name", "prefers-reduced-motion", "value", "reduce");
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia", Map.of("media", "", "features", List.of(preference)));
    settle();
  }

  /** Presses the mouse in the middle of an element, and moves it by so many pixels. */
  void drag(String css, int right, int down) {
    script(
        "document.querySelector(arguments[0]).scrollIntoView({block: 'center', behavior:"
            + " 'instant'})",
        css);
    settle();
    new Actions(driver).dragAndDropBy(element(css), right, down).perform();
    settle();
  }

  /** Clicks at a place within an element, from its upper left corner. */
  void clickAt(String css, int right, int down) {
    script(
        "document.querySelector(arguments[0]).scrollIntoView({block: 'center', behavior:"
            + " 'instant'})",
        css);
    settle();
    WebElement element = element(css);
    new Actions(driver)
        .moveToElement(
            element, right - element.getSize().width / 2, down - element.getSize().height / 2)
        .click()
        .perform();
    settle();
  }

  /** Clicks where the page is, without scrolling there. */
  void click(String css) {
    script("document.querySelector(arguments[0]).click()", css);
  }

  /** Picks an option of the choice that is labelled so. */
  void choose(String section, String label, String option) {
    WebElement select =
        elements(section + " label").stream()
            .filter(found -> found.getText().lines().findFirst().orElse("").equals(label))
            .findFirst()
            .orElseThrow(() -> new AssertionError(section + " has no choice " + label))
            .findElement(By.cssSelector("select"));
    select.findElements(By.tagName("option")).stream()
        .filter(found -> found.getText().equals(option))
        .findFirst()
        .ifPresentOrElse(
            found ->
                script(
                    "arguments[0].selected = true; arguments[0].parentElement.dispatchEvent(new"
                        + " Event('change'))",
                    found),
            () -> {
              throw new AssertionError(label + " has no option " + option);
            });
    settle();
  }

  /** Lets the mouse do something to the first mark of a chart with this text. */
  void point(String chart, String mark, String... events) {
    script(
        """
        const [chart, mark, events] = arguments;
        const svg = document.querySelector(chart + ' svg');
        svg.scrollIntoView({behavior: 'instant', block: 'center'});
        const text = [...svg.querySelectorAll('text')].find(t => t.textContent === mark);
        const box = text.getBoundingClientRect();
        const at = {clientX: box.left + box.width / 2, clientY: box.top + box.height / 2};
        for (const type of events) {
          svg.parentElement.dispatchEvent(new MouseEvent(type, {bubbles: true, view: window, ...at}));
        }
        """,
        chart,
        mark,
        List.of(events));
    settle();
  }

  /**
   * What a reader cannot read: a page wider than its window; text outside of its chart, over other
   * text or shortened; words broken inside; choices and boxes too narrow for what they hold.
   */
  @SuppressWarnings("unchecked")
  List<String> unreadable() {
    return (List<String>) Objects.requireNonNull(script(UNREADABLE));
  }

  private static final String UNREADABLE = resource("unreadable.js");

  private static String resource(String name) {
    try (var in = Objects.requireNonNull(Browser.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Neither errors on the console nor requests to anywhere but the page itself. */
  void assertQuiet() {
    assertThat(driver.manage().logs().get(LogType.BROWSER).getAll())
        .as("what the console says")
        .isEmpty();
    assertThat(driver.manage().logs().get(LogType.PERFORMANCE).getAll())
        .extracting(entry -> entry.getMessage())
        .filteredOn(message -> message.contains("\"Network.requestWillBeSent\""))
        .as("requests")
        .allMatch(message -> message.matches("(?s).*\"url\":\"(file|data|blob|about):.*"));
  }

  /** A picture of the first so many pixels of the page. */
  public void picture(Path file, int width, int height) {
    resize(width, height);
    settle();
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
